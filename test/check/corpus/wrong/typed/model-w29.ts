const r = await memory.create_entities({ entities: [{ name: "x", type: "person" }, { name: "y", entityType: "person", observations: "likes tea" }] });
return r.entities;
