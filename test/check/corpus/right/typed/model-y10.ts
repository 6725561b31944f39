const pA = everything.echo({ message: "a" });
const pB = memory.read_graph();
const a = await pA;
const b = await pB;
return [a, b.entities.length];
