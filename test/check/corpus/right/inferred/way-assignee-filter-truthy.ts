const { items } = await github.list_issues({ owner: "a", repo: "b" });
const assigned = items.filter((i) => i.assignee && i.milestone?.due_on);
return assigned.map((i) => i.assignee.login + i.milestone.due_on.slice(0, 10));
