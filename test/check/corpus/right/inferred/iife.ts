await (async () => {
  const { items } = await github.list_issues({ owner: "acme", repo: "widgets", labels: ["bug"] });
  for (const { number, closed_at } of items) console.log(number, closed_at ?? "open");
})();
