const { items } = await github.list_issues({ owner: "a", repo: "b", state: "closed" });
const closed = items.filter((i) => i.closed_at);
const sorted = [...closed].sort((a, b) => new Date(b.closed_at) - new Date(a.closed_at));
return sorted.map((i) => i.closed_at.slice(0, 10));
