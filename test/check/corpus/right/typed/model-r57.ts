const before = await memory.read_graph();
const { entities } = await memory.create_entities({ entities: [{ name: "tmp", entityType: "t", observations: ["a", "b"] }] });
const { results } = await memory.add_observations({ observations: [{ entityName: "tmp", contents: ["b", "c"] }] });
const del = await memory.delete_entities({ entityNames: ["tmp"] });
return { created: entities.length, added: results[0].addedObservations, del: del.success, same: before.entities.length === (await memory.read_graph()).entities.length };
