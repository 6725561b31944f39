const { items } = await github.list_issues({ owner: "acme", repo: "widgets" });
const crash = items.find((issue) => issue.title.includes("crash"));
if (!crash) return "no crash";
return crash.labels.map((label) => label.name);
