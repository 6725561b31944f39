import { everything, memory } from "codemode:sdk";

const [e, g] = await Promise.all([everything.echo({ message: "import" }), memory.read_graph()]);
return { e, n: g.entities.length };
