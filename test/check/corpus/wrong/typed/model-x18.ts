const r = await memory.serach_nodes({ query: "alpha" });
return r.entities;
