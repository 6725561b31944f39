memory.create_entities({ entities: [{ name: "z", entityType: "t", observations: [] }] });
return "created";
