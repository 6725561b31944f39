const query = { owner: "acme", repo: "widgets", state: "all", sort: "updated", direction: "desc" };
const { items } = await github.list_issues(query);
const again = await github.list_issues({ ...query, page: 2 });
return items.length + again.items.length;
