const { entities } = await memory.read_graph({});
const deletions = entities
  .filter((entity) => entity.observations.some((one) => one.startsWith("draft:")))
  .map((entity) => ({
    entityName: entity.name,
    observations: entity.observations.filter((one) => one.startsWith("draft:")),
  }));
const { success, message } = await memory.delete_observations({ deletions });
return success ? deletions.length : message;
