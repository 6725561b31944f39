const g = memory.read_graph();
return g.entities.length;
