const { items } = await github.list_issues({ owner: "a", repo: "b", state: "closed" });
const closed = items.filter((i) => i.closed_at !== null);
const total = closed.reduce((s, i) => s + (Date.parse(i.closed_at) - Date.parse(i.created_at)), 0);
return total / closed.length;
