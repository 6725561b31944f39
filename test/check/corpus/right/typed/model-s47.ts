return await Promise.all([memory.read_graph(), everything.echo({ message: "x" })]).then(([g, e]) => ({ g: g.entities.length, e }));
