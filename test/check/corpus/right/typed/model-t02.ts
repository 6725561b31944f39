const stats = { count: 0, byType: {} };
for (const e of (await memory.read_graph()).entities) {
  stats.count++;
  stats.byType[e.entityType] = (stats.byType[e.entityType] ?? 0) + 1;
}
return stats;
