const visitor = {
  count: 0,
  names: [],
  visit(entity) {
    this.count++;
    this.names.push(entity.name);
  },
};
const graph = await memory.read_graph();
graph.entities.forEach((entity) => visitor.visit(entity));
return { count: visitor.count, names: visitor.names };
