const pluck = (list, key) => list.map((one) => one[key]);
const { items } = await github.list_issues({ owner: "acme", repo: "widgets" });
return pluck(items, "title");
