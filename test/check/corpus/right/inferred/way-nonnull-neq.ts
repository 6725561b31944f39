const { items } = await github.list_issues({ owner: "a", repo: "b" });
return items.filter((i) => i.milestone?.due_on != null).map((i) => new Date(i.milestone.due_on).toISOString());
