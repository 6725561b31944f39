let newest;
const { items } = await github.list_issues({ owner: "acme", repo: "widgets" });
for (const issue of items) {
  if (!newest || issue.created_at > newest.created_at) newest = issue;
}
return newest ? newest.title : "none";
