const icons = { note: "📝", person: "👤" };
const g = await memory.read_graph();
return g.entities.map((e) => `${icons[e.entityType] || "•"} ${e.name}`);
