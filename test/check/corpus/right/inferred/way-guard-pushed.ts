const { items } = await github.list_issues({ owner: "a", repo: "b", state: "closed" });
const done: typeof items = [];
for (const i of items) if (i.assignee) done.push(i);
return done.map((i) => i.assignee.login);
