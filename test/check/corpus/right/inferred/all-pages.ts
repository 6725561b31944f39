async function* pages(owner: string, repo: string) {
  for (let page = 1; page <= 5; page += 1) {
    const { items } = await github.list_issues({ owner, repo, page, per_page: 30 });
    if (items.length === 0) return;
    yield items;
  }
}
let total = 0;
for await (const page of pages("acme", "widgets")) total += page.length;
return total;
