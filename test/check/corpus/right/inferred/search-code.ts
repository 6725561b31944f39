const { items } = await github.search_code({ q: "TODO repo:acme/widgets", per_page: 100 });
const byFolder: Record<string, number> = {};
for (const { path } of items) {
  const folder = path.includes("/") ? path.slice(0, path.indexOf("/")) : ".";
  byFolder[folder] = (byFolder[folder] ?? 0) + 1;
}
return byFolder;
