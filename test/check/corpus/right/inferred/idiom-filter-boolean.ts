const { items } = await github.list_issues({ owner: "acme", repo: "widgets" });
const logins = items.map((issue) => issue.assignee?.login).filter(Boolean);
const lengths = logins.map((login) => login.length);
return { logins: [...new Set(logins)], longest: Math.max(0, ...lengths) };
