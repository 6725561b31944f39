const closedToo = input?.closedToo;
const state = closedToo ? "all" : "open";
const { items } = await github.list_issues({ owner: "acme", repo: "widgets", state });
return items.length;
