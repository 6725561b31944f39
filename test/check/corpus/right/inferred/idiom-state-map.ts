const totals = await Promise.all(
  ["open", "closed"].map(async (state) => {
    const { items } = await github.list_issues({ owner: "acme", repo: "widgets", state });
    return [state, items.length];
  }),
);
return Object.fromEntries(totals);
