console.log("graph", memory.read_graph());
console.log(everything.echo({ message: "hi" }));
