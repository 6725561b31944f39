const { items } = await github.list_issues({ owner: "acme", repo: "widgets" });
const busiest = items.toSorted((a, b) => b.comments - a.comments).find((issue) => issue.state === "open");
return busiest ? { number: busiest.number, title: busiest.title } : null;
