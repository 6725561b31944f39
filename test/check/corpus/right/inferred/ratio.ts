const { items } = await github.list_issues({ owner: "acme", repo: "widgets", state: "all" });
const open = items.filter(({ state }) => state === "open").length;
return `${((open / Math.max(items.length, 1)) * 100).toFixed(1)} %`;
