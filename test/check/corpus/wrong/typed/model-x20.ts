const r = await memory.create_relations({ relations: { from: "a", to: "b", relationType: "x" } });
return r;
