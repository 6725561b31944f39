const g: any = await memory.read_graph();
return g.nodes.length;
