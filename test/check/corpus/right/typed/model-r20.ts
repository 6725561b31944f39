const graph = await memory.read_graph();
const copy = structuredClone(graph);
copy.entities.forEach((e) => {
  e.observations.length = 0;
});
return { before: graph.entities.reduce((n, e) => n + e.observations.length, 0), after: copy.entities.flatMap((e) => e.observations).length };
