const {
  items: [firstIssue, ...rest] = [],
} = await github.list_issues({ owner: "a", repo: "b" });
if (!firstIssue) return [];
const { assignee: { login = "nobody" } = { login: "nobody", id: 0, html_url: "" } } = { assignee: firstIssue.assignee ?? undefined };
return [login, rest.length];
