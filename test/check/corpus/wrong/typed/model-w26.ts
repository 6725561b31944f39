const g = await memory.read_graph(;
const n: number = "x";
return n.foo;
