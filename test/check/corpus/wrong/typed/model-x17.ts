const { entities } = await memory.read_graph();
return entities.map((e) => ({ name: e.name, obs: e.observations.join(", ") });
