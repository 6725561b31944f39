const { entities } = await memory.read_graph();
entities.sort((a, b) => (a.name > b.name) - (a.name < b.name));
entities.sort((a, b) => a.observations.length - b.observations.length || (a.name < b.name ? -1 : 1));
return entities.map((e) => e.name);
