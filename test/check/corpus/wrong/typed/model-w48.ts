const a = await memory.search_nodes({ query: "alpha", limit: 5 });
const b = await filesystem.read_text_file({ path: "alpha.md", encoding: "utf8" });
const c = await filesystem.move_file({ from: "a", to: "b" });
const d = await everything.get_sum({ x: 1, y: 2 });
return [a, b, c, d];
