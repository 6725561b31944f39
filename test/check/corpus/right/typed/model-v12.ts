const sorted = Object.entries({ a: 2, b: 1 }).sort((a, b) => b[1] - a[1]).map(([k]) => k);
const byLen = (await memory.read_graph()).entities.reduce((acc, e) => {
  acc[e.entityType] = acc[e.entityType] || { count: 0, names: [] };
  acc[e.entityType].count++;
  acc[e.entityType].names.push(e.name);
  return acc;
}, {});
const keys = Object.keys(byLen).sort();
for (const k in byLen) console.log(k, byLen[k].count);
return { sorted, byLen, keys };
