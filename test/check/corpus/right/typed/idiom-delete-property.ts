const { entities } = await memory.read_graph();
const byName = Object.fromEntries(entities.map((e) => [e.name, e]));
delete byName["alpha.md"];
const options = { a: 1, b: 2 };
delete options.a;
return { names: Object.keys(byName), options };
