const query = (owner: string, page = 1) => ({ owner, repo: "widgets", state: "open", page });
const { items } = await github.list_issues(query("acme"));
const { items: more } = await github.list_issues(query("acme", 2));
return [...items, ...more].map(({ title }) => title);
