const { items } = await github.list_issues({ owner: "acme", repo: "widgets" });
const logins: string[] = [];
for (const issue of items) {
  if (!issue.assignee) continue;
  logins.push(issue.assignee.login);
}
return logins;
