const rel: memory.CreateRelationsInput = { relations: [] };
const graph: memory.ReadGraphOutput = await memory.read_graph();
rel.relations = graph.relations.map(({ from, to }) => ({ from: to, to: from, relationType: "inverse" }));
const created = await memory.create_relations(rel);
await memory.delete_relations({ relations: created.relations });
return created;
