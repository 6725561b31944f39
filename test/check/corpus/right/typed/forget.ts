const graph = await memory.search_nodes({ query: "obsolete" });
const entityNames = graph.entities.map((entity) => entity.name);
if (entityNames.length > 0) {
  await memory.delete_entities({ entityNames });
  console.log("forgot", entityNames.join(", "));
}
return entityNames.length;
