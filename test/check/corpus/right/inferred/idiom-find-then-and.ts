const { items } = await github.list_issues({ owner: "acme", repo: "widgets" });
const bug = items.find((issue) => issue.labels.some((label) => label.name === "bug"));
return bug && bug.title;
