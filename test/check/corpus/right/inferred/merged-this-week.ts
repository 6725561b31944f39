const weekAgo = new Date();
weekAgo.setDate(weekAgo.getDate() - 7);
const { items } = await github.list_pull_requests({ owner: "acme", repo: "widgets", state: "closed", sort: "updated" });
return items.filter((pull) => pull.merged_at !== null && new Date(pull.merged_at) > weekAgo).length;
