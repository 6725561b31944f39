const { entities, relations } = await memory.read_graph();
const linked = new Set(relations.flatMap(({ from, to }) => [from, to]));
return entities.filter(({ name }) => !linked.has(name)).map(({ name, entityType }) => `${name} (${entityType})`);
