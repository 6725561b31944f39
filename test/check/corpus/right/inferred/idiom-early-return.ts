async function firstOpen(repo) {
  const { items } = await github.list_issues({ owner: "acme", repo, state: "open" });
  const [first] = items;
  if (!first) return null;
  return first;
}
const issue = await firstOpen("widgets");
return issue?.title ?? "none open";
