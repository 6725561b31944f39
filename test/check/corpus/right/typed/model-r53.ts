let g = await memory.read_graph();
const adj: { [name: string]: string[] } = {};
for (const { from, to } of g.relations) (adj[from] ||= []).push(to);
// BFS
const start = "alpha.md";
const queue = [start];
const seen = new Set(queue);
while (queue.length) {
  const n = queue.shift()!;
  for (const m of adj[n] ?? []) {
    if (!seen.has(m)) { seen.add(m); queue.push(m); }
  }
}
return [...seen];
