const table = [["a", 1], ["b", 2]];
const upper = table.map(([k, v]) => [k.toUpperCase(), v + 1]);
const { entities } = await memory.search_nodes({ query: "alice" });
for (const [query, least] of [["alice", 2], ["bob", 3]]) {
  const found = entities.filter(({ name }) => name.startsWith(query.trim()));
  if (found.length > least) upper.push([query.trim(), found.length]);
}
const sums = await Promise.all([[1, 2, "x"], [3, 4, "y"]].map(([a, b, label]) => everything.get_sum({ a, b }).then((text) => `${label}: ${text}`)));
return { upper, sums };
