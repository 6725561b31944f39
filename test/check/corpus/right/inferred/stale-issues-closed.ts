const DAY = 24 * 60 * 60 * 1000;
const isStale = (updated: string) => Date.now() - Date.parse(updated) > 90 * DAY;
const { items } = await github.list_issues({ owner: "acme", repo: "widgets", state: "open", sort: "updated", direction: "asc" });
const stale = items.filter((issue) => isStale(issue.updated_at) && !issue.pull_request);
const closed = [];
for (const { number } of stale.slice(0, 10)) {
  const updated = await github.update_issue({ owner: "acme", repo: "widgets", issue_number: number, state: "closed" });
  closed.push({ number, state: updated.state, at: updated.closed_at });
}
return closed;
