import type { ReadGraphOutput } from "codemode:sdk";
const g: ReadGraphOutput = await memory.read_graph();
return g.entities.length;
