const text = await github.list_issues({ owner: "acme", repo: "widgets", state: "open" });
const issues = JSON.parse(text);
return issues.map((issue) => issue.title);
