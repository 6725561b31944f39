const { items } = await github.list_issues({ owner: "a", repo: "b" });
const key = input?.sort ?? "comments";
const sorted = items.sort((a, b) => (a[key] > b[key] ? 1 : -1));
return sorted.map((i) => i[key]);
