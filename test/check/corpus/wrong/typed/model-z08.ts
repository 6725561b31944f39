return [everything.echo({ message: "a" }), memory.read_graph()];
