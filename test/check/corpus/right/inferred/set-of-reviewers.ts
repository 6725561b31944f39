const { items } = await github.list_issues({ owner: "acme", repo: "widgets" });
const people = new Set(items.flatMap((issue) => issue.assignees).map((user) => user.login));
return [...people].sort((a, b) => a.localeCompare(b));
