await memory.create_entities({
  entities: [
    { name: "Ann", entityType: "person", observations: ["likes tea"] },
    { name: "Bob", entityType: "person", observations: [] },
  ],
});
await memory.create_relations({ relations: [{ from: "Ann", to: "Bob", relationType: "knows" }] });
const { entities, relations } = await memory.open_nodes({ names: ["Ann", "Bob"] });
return { people: entities.length, knows: relations.length };
