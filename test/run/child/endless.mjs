// Runs a program that never ends, prints the ids of all its processes once it runs, and waits to be killed.
import { readdirSync, readFileSync } from "node:fs";
import { createLocalSandbox } from "../../../dist/run/local-sandbox.js";
import { DEFAULT_LIMITS } from "../../../dist/run/limits.js";

const sandbox = createLocalSandbox();
const bridge = {
  calls: [],
  findings: [],
  unfinished: 0,
  close() {},
  async call() {
    console.log(JSON.stringify(descendantsOf(process.pid)));
    return { ok: true, value: null };
  },
};
await sandbox.run({
  program: {
    code: `export default async () => { await srv.started({}); for (;;) {} }`,
    toSource: (line, column) => ({ line, column }),
  },
  input: null,
  effects: [{ server: "srv", tool: "started", annotations: {} }],
  bridge,
  limits: { ...DEFAULT_LIMITS, timeoutMs: 60_000 },
});

/** Of all generations: the jail stands between us and workerd. */
function descendantsOf(root) {
  const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  const own = pids.map(Number).filter((pid) => parentOf(pid) === root);
  return own.flatMap((pid) => [pid, ...descendantsOf(pid)]);
}

function parentOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
    return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
  } catch {
    return null;
  }
}
