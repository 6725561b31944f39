const msg = `graph: ${memory.read_graph()}`;
return msg;
