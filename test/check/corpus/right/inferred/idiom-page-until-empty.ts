let page = 1;
let all = [];
while (true) {
  const { items } = await github.list_issues({ owner: "acme", repo: "widgets", page });
  if (!items.length) break;
  all = all.concat(items);
  page++;
}
return all.map((issue) => issue.number);
