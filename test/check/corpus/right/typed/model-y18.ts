const raw = await memory.read_graph.raw({});
const block = raw.content[0];
if (block?.type !== "text") throw new Error("expected text");
const graph = JSON.parse(block.text) as memory.ReadGraphOutput;
return { n: graph.entities.length, same: raw.structuredContent !== undefined, isError: raw.isError ?? false };
