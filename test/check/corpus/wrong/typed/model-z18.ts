function entityNames(graph: any) {
  return graph.nodes.map((n: any) => n.name);
}
return entityNames(await memory.read_graph());
