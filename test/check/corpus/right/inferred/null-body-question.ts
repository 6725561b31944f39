const { items } = await github.list_issues({ owner: "acme", repo: "widgets" });
return items.map((issue) => issue.body?.split("\n").length ?? 0);
