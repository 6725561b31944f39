const counts = new Map();
for (const e of (await memory.read_graph()).entities) {
  counts.set(e.entityType, (counts.get(e.entityType) || 0) + 1);
}
return Object.fromEntries(counts);
