const graph = memory.read_graph();
for (const e of graph.entities) console.log(e.name);
const { entities, relations } = memory.read_graph();
return entities.length;
