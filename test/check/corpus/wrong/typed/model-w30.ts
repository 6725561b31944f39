const { entities, edges } = await memory.read_graph();
return edges.length;
