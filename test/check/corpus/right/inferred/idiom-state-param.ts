const states = ["open", "closed"];
const counts = {};
for (const state of states) {
  const { items } = await github.list_issues({ owner: "acme", repo: "widgets", state });
  counts[state] = items.length;
}
return counts;
