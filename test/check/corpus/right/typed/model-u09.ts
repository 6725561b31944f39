memory.read_graph().then(async (g) => {
  for (const e of g.entities) await filesystem.write_file({ path: `out-${e.name}`, content: e.name });
});
