const { items } = await github.list_issues({ owner: "a", repo: "b" });
if (!items.every((i) => i.milestone !== null)) throw new Error("some have none");
return items.map((i) => i.milestone.title);
