const { items } = await github.list_issues({ owner: "acme", repo: "widgets", state: "open" });
return items.map((issue) => `#${issue.number} ${issue.title}`);
