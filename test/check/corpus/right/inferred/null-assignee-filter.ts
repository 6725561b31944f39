const { items } = await github.list_issues({ owner: "acme", repo: "widgets" });
return items.filter((issue) => issue.assignee).map((issue) => issue.assignee.login.toLowerCase());
