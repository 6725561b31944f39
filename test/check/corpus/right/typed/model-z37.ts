const g = await memory.read_graph();
g.entities.length
