const g = await memory.read_graph();
}
return g;
