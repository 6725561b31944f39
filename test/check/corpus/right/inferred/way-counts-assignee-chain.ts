const { items } = await github.list_issues({ owner: "a", repo: "b" });
const counts = {};
for (const i of items) { const k = i.assignee?.login; counts[k] = (counts[k] || 0) + 1; }
return counts;
