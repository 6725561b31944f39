const table = [["a", 1], ["b", 2]];
const upper = table.map(([k, v]) => [k.toUpperCase(), v + 1]);
for (const [query, least] of [["alice", 2], ["bob", 3]]) {
  const { entities } = await memory.search_nodes({ query });
  const more = await memory.search_nodes({ query: query });
  if (entities.length + more.entities.length > least) upper.push([query.trim(), entities.length]);
}
const sums = await Promise.all([[1, 2, "x"], [3, 4, "y"]].map(([a, b, label]) => everything.get_sum({ a, b }).then((text) => `${label}: ${text}`)));
return { upper, sums };
