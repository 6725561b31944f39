const g = await memory.read_graph();
const alpha = g.entities.find((e) => e.name === "alpha.md");
return alpha.observations.length;
