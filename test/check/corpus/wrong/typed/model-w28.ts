const g = await memory.readGraph();
const r = await memory.create_entities([{ name: "x", type: "t" }]);
return r.created.length;
