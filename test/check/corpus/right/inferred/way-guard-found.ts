const { items } = await github.list_issues({ owner: "a", repo: "b" });
const assigned = items.find((issue) => issue.assignee && issue.comments > 2);
if (!assigned) return null;
return assigned.assignee.login;
