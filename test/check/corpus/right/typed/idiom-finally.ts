const log = [];
async function step(name, work) {
  const started = Date.now();
  try {
    return await work();
  } finally {
    log.push(`${name} ${Date.now() - started >= 0}`);
  }
}
const a = await step("echo", () => everything.echo({ message: "a" }));
const g = await step("graph", () => memory.read_graph());
return { a, n: g.entities.length, log };
