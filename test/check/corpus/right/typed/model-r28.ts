type Graph = Awaited<ReturnType<typeof memory.read_graph>>;
type Entity = Graph["entities"][number];

const graph: Graph = await memory.read_graph();
const describe = ({ name, entityType, observations }: Entity): string =>
  `${name} (${entityType}): ${observations.length} observation${observations.length === 1 ? "" : "s"}`;
return graph.entities.map(describe).join("\n");
