const sleep = (ms: number) => new Promise((r) => setTimeout(r, ms));
const started = performance.now();
await sleep(50);
const graph = await memory.open_nodes({ names: ["alpha.md", "nothing"] });
const { entities: [alpha] = [] } = graph;
return { waited: performance.now() - started >= 49, alpha: alpha?.name ?? null };
