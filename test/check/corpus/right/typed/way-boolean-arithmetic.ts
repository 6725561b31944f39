const { entities } = await memory.read_graph({});
return entities.reduce((n, e) => n + (e.observations.length > 1), 0);
