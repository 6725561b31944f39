const obj = { g: memory.read_graph(), e: everything.echo({ message: "x" }) };
return { g: (await obj.g).entities.length, e: await obj.e };
