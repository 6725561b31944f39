// Programs that do something with real servers, where the machine has what they need.

/**
 * By the servers that they use; `want`: what they return.
 *
 * @param {{ page: string }} at the URL of a page with a heading
 * @returns {{ name: string, needs: string[], source: string, want: unknown }[]}
 */
export function programs({ page }) {
  return [
    {
      name: "PostgreSQL answers a query",
      needs: ["postgres"],
      source: `const rows: { n: number }[] = JSON.parse(await postgres.query({ sql: "select n from generate_series(1, 3) n" }));
return rows.map((row) => row.n);`,
      want: [1, 2, 3],
    },
    {
      name: "PostgreSQL refuses what writes",
      needs: ["postgres"],
      source: `try {
  await postgres.query({ sql: "create table t (n int)" });
  return "written";
} catch (error) {
  return error instanceof ToolError ? error.message.includes("read-only") : "no ToolError";
}`,
      want: true,
    },
    {
      name: "Redis keeps a value",
      needs: ["redis"],
      source: `await redis.set({ key: "greeting", value: "hello" });
return await redis.get({ key: "greeting" });`,
      want: "hello",
    },
    {
      name: "Chromium shows a page",
      needs: ["playwright"],
      source: `await playwright.browser_navigate({ url: ${JSON.stringify(page)} });
const snapshot = await playwright.browser_snapshot({});
await playwright.browser_close({});
return /heading "(.*?)"/.exec(snapshot)?.[1] ?? snapshot;`,
      want: "A real page",
    },
    {
      name: "four servers in one program",
      needs: ["everything", "filesystem", "memory", "thinking"],
      source: `await memory.create_entities({ entities: [{ name: "ada", entityType: "person", observations: ["counts"] }] });
const [{ entities }, sum, thought] = await Promise.all([
  memory.read_graph({}),
  everything.get_sum({ a: 20, b: 22 }),
  thinking.sequentialthinking({ thought: "go", nextThoughtNeeded: false, thoughtNumber: 1, totalThoughts: 1 }),
]);
const { content } = await filesystem.list_allowed_directories();
return [entities.length, sum.includes("42"), thought.thoughtNumber, content.includes("files")];`,
      want: [1, true, 1, true],
    },
  ];
}
