const q = [["a", 0]];
const dist = { a: 0 };
const g = await memory.read_graph();
while (q.length) {
  const [n, d] = q.shift();
  for (const r of g.relations.filter((r) => r.from === n)) {
    if (!(r.to in dist)) { dist[r.to] = d + 1; q.push([r.to, d + 1]); }
  }
}
return dist;
