const { list_issues, list_pull_requests } = github;
const where = { owner: "acme", repo: "widgets" };
const [issues, pulls] = await Promise.all([list_issues(where), list_pull_requests(where)]);
return { issues: issues.items.length, pulls: pulls.items.length };
