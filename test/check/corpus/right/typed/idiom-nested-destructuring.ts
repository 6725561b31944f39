const { entities: [first = null, ...others] = [], relations: { length: links } } = await memory.read_graph();
return { first: first?.name, others: others.length, links };
