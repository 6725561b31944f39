const graph = await memory.read_graph();
await Promise.all(
  graph.entities.map((entity) =>
    filesystem.write_file({
      path: `notes/${entity.name}.md`,
      content: [`# ${entity.name}`, ...entity.observations.map((one) => `- ${one}`)].join("\n"),
    }),
  ),
);
return graph.entities.map((entity) => entity.name);
