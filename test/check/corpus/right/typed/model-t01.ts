const labels = { note: "N" };
const key: string = (await memory.read_graph()).entities[0].entityType;
const o = { a: 1 };
for (const k in o) o[k]++;
return labels[key];
