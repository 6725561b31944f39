const isAssigned = (issue) => issue.assignee !== null;
const { items } = await github.list_issues({ owner: "a", repo: "b" });
const out = [];
for (const issue of items) {
  const mine = isAssigned(issue) && issue.comments > 0;
  if (!mine) continue;
  out.push(issue.assignee.login);
}
return out;
