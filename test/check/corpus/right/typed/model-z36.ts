const g = await memory.read_graph();
({ count: g.entities.length });
