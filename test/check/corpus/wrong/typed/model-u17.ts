const g = await memory.read_graph();
const e = g.entities[0];
console.log(e.type, e.observation, e.observations[0].text);
console.log(g.nodes, g.Entities);
for (const r of g.relations) console.log(r.source, r.target);
return g.entities.length();
