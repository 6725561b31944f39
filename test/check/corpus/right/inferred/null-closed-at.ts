const { items } = await github.list_issues({ owner: "acme", repo: "widgets", state: "closed" });
const months = new Map<string, number>();
for (const issue of items) {
  if (issue.closed_at === null) continue;
  const month = issue.closed_at.slice(0, 7);
  months.set(month, (months.get(month) ?? 0) + 1);
}
return Object.fromEntries(months);
