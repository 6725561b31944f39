const isAssigned = (i) => i.assignee !== null;
const { items } = await github.list_issues({ owner: "a", repo: "b" });
return items.filter(isAssigned).map((i) => i.assignee.login);
