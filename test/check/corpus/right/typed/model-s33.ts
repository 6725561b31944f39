type Handler<T extends keyof typeof handlers> = (typeof handlers)[T];
const handlers = {
  len: (s: string) => s.length,
  up: (s: string) => s.toUpperCase(),
};
const text = await everything.echo({ message: "typed" });
const h: Handler<"up"> = handlers.up;
return h(text);
