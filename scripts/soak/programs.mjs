// What the soak runs: programs that must succeed, and hostile ones that must end in a certain way.

/** The folder that the filesystem server serves has one file of that name and text. */
export const NOTE = { name: "alpha.md", text: "one\ntwo\nthree\n" };

/** Each returns its input's `n`, so that a result that belongs to another run shows. */
export const HONEST = [
  `return n;`,
  `const answer = await everything.get_sum({ a: n, b: 1 });
if (!answer.includes(String(n + 1))) throw new Error(answer);
return n;`,
  `const { content } = await filesystem.read_text_file({ path: "${NOTE.name}" });
if (content !== ${JSON.stringify(NOTE.text)}) throw new Error(content);
return n;`,
  `const { entities } = await memory.read_graph({});
console.log(entities.length);
return n;`,
  `const all = await Promise.all(Array.from({ length: 20 }, (_, i) => everything.echo({ message: String(i) })));
if (all.length !== 20) throw new Error("lost calls");
const listing = await filesystem.list_directory({ path: "." });
const graph = await memory.search_nodes({ query: listing.content.slice(0, 3) });
console.log(graph.entities.length);
return n;`,
  `let failed = false;
try { await filesystem.read_text_file({ path: "no-such-file" }); } catch { failed = true; }
if (!failed) throw new Error("read a file that is not there");
return n;`,
].map((source) => `const { n } = input as { n: number };\n${source}`);

/** How many milliseconds a hostile program may take. */
const WALL_MS = 700;

/**
 * @typedef {object} Hostile
 * @property {string} name
 * @property {string} source
 * @property {string} code the diagnostic it must end with; empty: it succeeds
 * @property {number} timeoutMs
 * @property {boolean} [crash] its sandbox is killed from outside while it runs
 */

/** @type {readonly Hostile[]} */
export const HOSTILE = [
  {
    name: "a loop",
    source: `let n = 0; while (n >= 0) n = (n + 1) % 1000; return n;`,
    code: "RUN_TIMEOUT",
    timeoutMs: WALL_MS,
  },
  {
    name: "a loop of promises",
    source: `let n = 0; while (n >= 0) { n = (n + 1) % 1000; await Promise.resolve(); } return n;`,
    code: "RUN_TIMEOUT",
    timeoutMs: WALL_MS,
  },
  {
    name: "a heap bomb",
    source: `const all: string[] = []; while (all.length >= 0) all.push("x".repeat(1000) + all.length); return all.length;`,
    code: "RUN_MEMORY",
    timeoutMs: 20_000,
  },
  {
    name: "a bomb of buffers",
    source: `const all: Uint8Array[] = []; while (all.length >= 0) all.push(new Uint8Array(4e6).fill(1)); return all.length;`,
    code: "RUN_MEMORY",
    timeoutMs: 20_000,
  },
  {
    name: "a flood of logs",
    source: `for (let i = 0; i < 50_000; i += 1) console.log("x".repeat(100)); return 1;`,
    code: "",
    timeoutMs: 20_000,
  },
  {
    name: "a flood of calls",
    source: `await Promise.all(Array.from({ length: 1500 }, (_, i) => everything.echo({ message: String(i) }))); return 1;`,
    code: "RUN_CALL_LIMIT",
    timeoutMs: 20_000,
  },
  {
    name: "what never settles",
    source: `await new Promise<void>(() => {}); return 1;`,
    code: "RUN_NEVER_SETTLES",
    timeoutMs: 20_000,
  },
  {
    name: "what waits too long",
    source: `await new Promise<void>((done) => { setTimeout(done, 1e6); }); return 1;`,
    code: "RUN_TIMEOUT",
    timeoutMs: WALL_MS,
  },
  {
    name: "what is too large to return",
    source: `return "x".repeat(5_000_000);`,
    code: "RUN_RESULT_TOO_LARGE",
    timeoutMs: 20_000,
  },
  {
    name: "a crash",
    source: `await new Promise<void>((done) => { setTimeout(done, 1e6); }); return 1;`,
    code: "RUN_SANDBOX_FAILED",
    timeoutMs: 20_000,
    crash: true,
  },
];
