const r = await memory.create_entities({ entities: [{ name: "x" }] });
const s = await memory.add_observations({ entityName: "x", contents: ["y"] });
const t = await memory.delete_entities({ names: ["x"] });
const u = await memory.open_nodes({ names: "x" });
const v = await memory.create_entities({ entities: { name: "x", entityType: "t", observations: [] } });
const q = await memory.add_observations({ observations: [{ entityName: "x", contents: "y" }] });
return 1;
