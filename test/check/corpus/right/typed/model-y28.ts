const handlers = { a: () => 1, b: () => 2 };
const key = input?.key ?? "a";
return handlers[key]();
