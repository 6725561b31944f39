const results = await ["a", "b", "c"].reduce(async (accP, query) => {
  const acc = await accP;
  const { entities } = await memory.search_nodes({ query });
  return [...acc, ...entities.map((e) => e.name)];
}, Promise.resolve([]));
return results;
