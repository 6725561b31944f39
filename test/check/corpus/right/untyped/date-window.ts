const since = new Date(Date.now() - 7 * 864e5).toISOString();
const issues = JSON.parse(await github.list_issues({ owner: "acme", repo: "widgets", since, sort: "comments" }));
return issues.filter((issue) => new Date(issue.created_at) > new Date(since)).length;
