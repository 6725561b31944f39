const g = JSON.parse(await memory.read_graph());
return g.entities.length;
