const g = await memory.read_graph();
const names = g.entities.map((e) => e.title);
const rels = g.relations.filter((r) => r.type === "precedes" && r.source === "alpha.md");
return { names, rels };
