const { entities } = await memory.read_graph();
let found = null;
search: for (const entity of entities) {
  for (const observation of entity.observations) {
    if (observation.includes("secret")) {
      found = { entity: entity.name, observation };
      break search;
    }
  }
}
return found ? found.entity : "nothing";
