let data;
try {
  data = await memory.read_graph();
} catch {
  data = { entities: [], relations: [] };
}
return data.entities.length;
