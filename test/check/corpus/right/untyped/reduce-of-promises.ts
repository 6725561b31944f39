const total = await ["widgets", "gadgets"].reduce(async (before, repo) => {
  const sum = await before;
  const text = await github.list_issues({ owner: "acme", repo });
  return sum + JSON.parse(text).length;
}, Promise.resolve(0));
return total;
