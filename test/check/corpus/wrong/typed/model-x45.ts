import { memory } from "codemode";
return (await memory.read_graph()).entities.length;
