const { items } = await github.list_issues({ owner: "a", repo: "b" });
return items.filter(({ assignee }) => assignee).map(({ assignee, title }) => `${assignee.login}: ${title}`);
