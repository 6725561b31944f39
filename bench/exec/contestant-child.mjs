// A contestant in a process of its own: does what it is told over IPC and answers with what that took.
//
// `{ do: "start" }`: opens another, runs a program without calls in it, closes it. `{ do: "run", program }`: runs in the one
// that stays open.
import { cpuMsOf, descendantsOf } from "./usage.mjs";

const { openDriver } = await import(`./drivers/${process.argv[2]}.mjs`);
/** @type {any} */
let kept = null;
/** @type {number[]} */
let sandboxes = [];

async function measureRun(program) {
  if (kept === null) {
    kept = await openDriver();
    await kept.run("one", () => {});
    sandboxes = descendantsOf(process.pid, "workerd");
  }
  const arrivals = [];
  const host = process.cpuUsage();
  const sandbox = cpuMsOf(sandboxes);
  const started = performance.now();
  await kept.run(program, () => arrivals.push(performance.now()));
  const ms = performance.now() - started;
  const { user, system } = process.cpuUsage(host);
  const sandboxMs = cpuMsOf(sandboxes) - sandbox;
  // A process that was replaced on the way.
  if (sandboxMs <= 0) sandboxes = descendantsOf(process.pid, "workerd");
  const gaps = arrivals.slice(1).map((at, index) => at - arrivals[index]);
  return { ms, hostMs: (user + system) / 1000, sandboxMs: Math.max(0, sandboxMs), gaps };
}

async function measureStart() {
  const started = performance.now();
  const driver = await openDriver();
  await driver.run("none", () => {});
  const ms = performance.now() - started;
  await driver.close();
  return { ms };
}

async function answer(job) {
  try {
    const measured = job.do === "start" ? await measureStart() : await measureRun(job.program);
    process.send({ ok: true, ...measured });
  } catch (error) {
    process.send({ ok: false, error: String(error?.message ?? error).slice(0, 500) });
  }
}
async function end() {
  await kept?.close();
  process.exit(0);
}

process.on("message", (job) => void answer(job));
process.on("disconnect", () => void end());
process.send({ ok: true });
