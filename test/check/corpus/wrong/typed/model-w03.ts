const g = await filesystem.read_graph({});
return g.entities;
