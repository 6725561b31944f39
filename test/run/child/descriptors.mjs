// Runs a program while only so many descriptors are left to this process (the argument), then two with all of them, and says
// what became of each; then, which processes there still are when the sandbox is closed.
import { closeSync, openSync, readdirSync, readFileSync } from "node:fs";
import { createLocalSandbox } from "../../../dist/run/local-sandbox.js";
import { createPatience } from "../../../dist/introspect/patience.js";
import { DEFAULT_LIMITS } from "../../../dist/run/limits.js";

const left = Number(process.argv[2]);
const sandbox = createLocalSandbox();
process.on("uncaughtException", (error) => {
  console.log(JSON.stringify({ uncaught: error.stack }));
  process.exit(7);
});

const held = [];
try {
  for (;;) held.push(openSync("/dev/null"));
} catch {
  // That was the last.
}
for (const file of held.splice(0, left)) closeSync(file);
const starved = await runOne();
for (const file of held) closeSync(file);
const after = [await runOne(), await runOne()];
await sandbox.close();
console.log(JSON.stringify({ starved, after, processes: sandboxes() }));

async function runOne() {
  const { ok, diagnostics } = await sandbox.run({
    program: {
      code: `export default async () => srv.echo({})`,
      toSource: (line, column) => ({ line, column }),
    },
    input: undefined,
    effects: [{ server: "srv", tool: "echo", annotations: {} }],
    bridge: {
      calls: [],
      findings: [],
      unfinished: 0,
      patience: createPatience(),
      close() {},
      call: async () => ({ ok: true, value: "answer" }),
    },
    limits: DEFAULT_LIMITS,
  });
  return {
    ok,
    codes: diagnostics.map(({ code }) => code),
    said: diagnostics.map(({ message }) => message),
  };
}

/** Processes that we have started, but the reaper. */
function sandboxes() {
  return readdirSync("/proc").filter((pid) => {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
      const [state, parent] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
      return state !== "Z" && Number(parent) === process.pid && !/\(sh\)/.test(stat);
    } catch {
      return false;
    }
  });
}
