const { items } = await github.list_issues({ owner: "a", repo: "b" });
if (items.some((issue) => issue.assignee == null)) return "somebody is missing";
const names = items.map((i) => i.assignee.login);
for (const { assignee } of items) names.push(assignee.html_url);
return names;
