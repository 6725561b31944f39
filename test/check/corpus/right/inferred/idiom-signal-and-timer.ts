const controller = new AbortController();
const timer = setTimeout(() => controller.abort(), 5000);
const titles = [];
for (const repo of ["widgets", "gadgets"]) {
  if (controller.signal.aborted) break;
  const { items } = await github.list_issues({ owner: "acme", repo });
  titles.push(...items.map((issue) => issue.title));
}
clearTimeout(timer);
return titles;
