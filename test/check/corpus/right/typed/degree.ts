const { entities, relations } = await memory.read_graph();
const degree = new Map(entities.map((entity) => [entity.name, 0]));
for (const { from, to } of relations) {
  degree.set(from, (degree.get(from) ?? 0) + 1);
  degree.set(to, (degree.get(to) ?? 0) + 1);
}
return [...degree].sort((a, b) => b[1] - a[1]).slice(0, 3);
