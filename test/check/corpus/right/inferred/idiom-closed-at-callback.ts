const { items } = await github.list_issues({ owner: "acme", repo: "widgets", state: "closed" });
const issue = items[0];
if (issue.closed_at) {
  const closed = issue.closed_at;
  const same = items.filter((other) => other.closed_at === closed);
  return [issue.closed_at.slice(0, 10), same.length];
}
return null;
