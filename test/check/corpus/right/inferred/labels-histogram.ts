const counts = new Map<string, number>();
const { items } = await github.search_issues({ q: "repo:acme/widgets is:open", sort: "updated", order: "desc" });
for (const { labels } of items) {
  for (const { name } of labels) counts.set(name, (counts.get(name) ?? 0) + 1);
}
return [...counts].sort(([, a], [, b]) => b - a);
