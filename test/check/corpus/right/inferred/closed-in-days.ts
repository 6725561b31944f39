const { items } = await github.list_issues({ owner: "acme", repo: "widgets", state: "closed" });
const days = items
  .filter((issue) => issue.closed_at)
  .map((issue) => (+new Date(issue.closed_at as string) - +new Date(issue.created_at)) / 864e5);
return days.length === 0 ? null : days.reduce((a, b) => a + b) / days.length;
