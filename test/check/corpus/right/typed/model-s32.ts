const g = await memory.read_graph();
return g.entities.map(e => e.observations.map(o => o.toLowerCase()).includes("alpha") ? e.name : undefined).filter(Boolean);
