const entities: memory.Entity[] = [];
const g: Graph = await memory.read_graph();
return g;
