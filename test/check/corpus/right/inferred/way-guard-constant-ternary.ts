const { items } = await github.list_issues({ owner: "a", repo: "b" });
let issue = items[0];
const assigned = issue?.assignee != null;
return assigned ? issue.assignee.login : "nobody";
