const graph = await memory.read_graph();
const byType = Object.groupBy(graph.entities, (e) => e.entityType);
const viaMap = graph.entities.reduce((m, e) => {
  const list = m.get(e.entityType) ?? [];
  list.push(e.name);
  return m.set(e.entityType, list);
}, new Map<string, string[]>());
return {
  groupBy: Object.fromEntries(Object.entries(byType).map(([k, v]) => [k, v?.map((e) => e.name) ?? []])),
  map: Object.fromEntries(viaMap),
};
