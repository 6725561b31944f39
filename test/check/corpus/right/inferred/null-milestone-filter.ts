const { items } = await github.search_issues({ q: "is:open" });
const titles = items.filter((issue) => issue.milestone !== null).map((issue) => issue.milestone.title.trim());
return [...new Set(titles)];
