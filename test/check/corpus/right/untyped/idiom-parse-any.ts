const data = JSON.parse(await github.list_issues({ owner: "acme", repo: "widgets" }));
const list = Array.isArray(data) ? data : data.items;
const byAuthor = {};
list.forEach((issue) => {
  const { login } = issue.user;
  byAuthor[login] ||= { count: 0, titles: [] };
  byAuthor[login].count += 1;
  byAuthor[login].titles.push(issue.title);
});
return Object.entries(byAuthor).sort((a, b) => b[1].count - a[1].count);
