const actions = {
  graph: async () => (await memory.read_graph()).entities.length,
  list: async () => (await filesystem.list_directory({ path: "." })).content.length,
};
const results = {};
for (const [name, action] of Object.entries(actions)) results[name] = await action();
return results;
