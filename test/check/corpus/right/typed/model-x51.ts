const graph = await memory.read_graph();
const entity = graph.entities[99];
return entity.name;
