console.log(`first is ${memory.read_graph()}`);
const obj = { g: memory.read_graph() };
return obj;
