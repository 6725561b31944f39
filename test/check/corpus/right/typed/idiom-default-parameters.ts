function table(rows, { separator = ",", header = null, limit = Infinity } = {}) {
  const lines = rows.slice(0, limit).map((row) => row.join(separator));
  if (header) lines.unshift(header.join(separator));
  return lines.join("\n");
}
const { relations } = await memory.read_graph();
return table(relations.map((r) => [r.from, r.to]), { header: ["from", "to"], limit: 10 });
