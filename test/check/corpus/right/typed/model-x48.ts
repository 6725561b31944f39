const g = await memory.read_graph();
const dot = ["digraph {", ...g.relations.map((r) => `  "${r.from}" -> "${r.to}" [label="${r.relationType}"];`), "}"].join("\n");
await filesystem.write_file({ path: "graph.dot", content: dot });
const check = await filesystem.read_text_file({ path: "graph.dot", head: 1 });
console.log(check.content);
return dot.split("\n").length;
