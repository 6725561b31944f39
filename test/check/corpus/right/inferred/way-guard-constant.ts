const { items } = await github.list_issues({ owner: "a", repo: "b" });
const out = [];
for (const issue of items) {
  const hasAssignee = issue.assignee !== null && issue.assignee.login !== "bot";
  const isOld = issue.closed_at ? new Date(issue.closed_at) < new Date("2024-01-01") : false;
  if (hasAssignee) out.push({ who: issue.assignee.login, isOld });
}
return out;
