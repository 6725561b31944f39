const g = await memory.open_nodes({ names: null });
const found = g.entities.find((e) => e.name === "x");
return found.name;
