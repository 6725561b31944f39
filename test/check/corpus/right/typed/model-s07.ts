class Graph {
  nodes = new Map();
  constructor(data) {
    this.data = data;
    for (const e of data.entities) this.nodes.set(e.name, e);
  }
  neighbors(name) {
    return this.data.relations.filter(r => r.from === name).map(r => r.to);
  }
}
const graph = new Graph(await memory.read_graph());
return graph.neighbors("alpha.md");
