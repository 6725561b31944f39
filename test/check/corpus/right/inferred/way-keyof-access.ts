const { items } = await github.list_issues({ owner: "a", repo: "b" });
const fields = ["title", "state", "comments"];
return items.map((i) => fields.map((f) => i[f]));
