const r = await memory.create_relations({ relations: [{ source: "a", target: "b", type: "x" }] });
return r;
