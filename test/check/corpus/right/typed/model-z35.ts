const result = await (async () => {
  const g = await memory.read_graph();
  return g.entities.map((e) => e.name);
})();
result;
