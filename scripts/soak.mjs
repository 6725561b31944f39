// `npm run soak [-- --runs N] [--at-once N]`: N executions (default 1,000) over three real MCP servers, one in twenty of
// them hostile. Fails on a result that is not as it must be, on growth of processes, descriptors or memory, on runs that
// take more and more processor time, and on anything that is left afterwards. Linux only: it reads /proc.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { countDescriptors, listDescendants } from "./soak/processes.mjs";
import { HONEST, HOSTILE, NOTE } from "./soak/programs.mjs";
import { drift, median } from "./soak/samples.mjs";

const { values: options } = parseArgs({
  options: {
    runs: { type: "string", default: "1000" },
    "at-once": { type: "string", default: "2" },
  },
});
const RUNS = Number(options.runs);
const AT_ONCE = Number(options["at-once"]);
const HOSTILE_EVERY = 20;
const SAMPLES = 40;
const MEMORY_MIB = 256;
const ROOT = path.resolve(import.meta.dirname, "..");

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc");

const base = mkdtempSync(path.join(tmpdir(), "soak-"));
const notes = path.join(base, "notes");
const scratch = path.join(base, "tmp");
for (const folder of [notes, scratch]) mkdirSync(folder);
// Whatever codemode leaves in the folder for temporary files is seen there.
process.env.TMPDIR = scratch;

const failures = [];
const times = [];
const processorTimes = [];
/** @type {{ heapMiB: number, residentMiB: number, descriptors: number, processes: number, sandboxMiB: number }[]} */
const samples = [];

try {
  writeProject();
  const { openCodemode } = await import("../dist/bundle/index.js");
  const descriptorsBefore = countDescriptors();
  const started = performance.now();
  const codemode = await openCodemode({ cwd: base });
  try {
    await runAll(codemode);
  } finally {
    await codemode.close();
  }
  await lookForLeftovers(descriptorsBefore);
  judgeDrift();
  report(performance.now() - started);
} finally {
  rmSync(base, { recursive: true, force: true });
}
for (const failure of failures.slice(0, 50)) console.error(`FAIL ${failure}`);
if (failures.length > 0) process.exitCode = 1;

function writeProject() {
  const entry = (name) =>
    path.join(ROOT, `node_modules/@modelcontextprotocol/server-${name}/dist/index.js`);
  const server = (name, ...args) => ({ command: process.execPath, args: [entry(name), ...args] });
  const config = {
    servers: {
      everything: server("everything"),
      filesystem: server("filesystem", notes),
      memory: { ...server("memory"), env: { MEMORY_FILE_PATH: path.join(base, "graph.jsonl") } },
    },
    limits: { memoryBytes: MEMORY_MIB * 1024 * 1024 },
  };
  writeFileSync(path.join(notes, NOTE.name), NOTE.text);
  writeFileSync(path.join(base, "codemode.config.json"), JSON.stringify(config));
  execFileSync(process.execPath, [path.join(ROOT, "bin/codemode.js"), "generate"], {
    cwd: base,
    stdio: ["ignore", "ignore", "inherit"],
  });
}

/** In rounds of a few at once; a run that is crashed has one of its own, so that only its sandbox is there to be killed. */
async function runAll(codemode) {
  const sampleEvery = Math.max(1, Math.floor(RUNS / AT_ONCE / SAMPLES));
  let hostile = 0;
  for (let run = 0, round = 0; run < RUNS; round += 1) {
    const jobs = [];
    while (jobs.length < AT_ONCE && run < RUNS) {
      run += 1;
      const number = run;
      if (number % HOSTILE_EVERY !== 0) jobs.push(() => runHonest(codemode, number));
      else {
        const program = HOSTILE[hostile % HOSTILE.length];
        hostile += 1;
        if (program.crash !== true) jobs.push(() => runHostile(codemode, program));
        else await runHostile(codemode, program);
      }
    }
    const before = process.cpuUsage();
    await Promise.all(jobs.map((job) => job()));
    const { user, system } = process.cpuUsage(before);
    if (jobs.length > 0) processorTimes.push((user + system) / 1000 / jobs.length);
    if (round % sampleEvery === 0) sample();
  }
}

async function runHonest(codemode, n) {
  const { ok, result, diagnostics, timings } = await codemode.exec(HONEST[n % HONEST.length], {
    input: { n },
  });
  times.push(timings.totalMs);
  if (!ok || result !== n)
    failures.push(`run ${n}: ${JSON.stringify(result)} ${tell(diagnostics)}`);
}

async function runHostile(codemode, { name, source, code, timeoutMs, crash = false }) {
  const running = codemode.exec(source, { timeoutMs });
  if (crash) await crashSandboxes(running);
  const { executed, ok, diagnostics } = await running;
  const found = diagnostics.find(({ severity }) => severity === "error")?.code ?? "";
  if (!executed || ok !== (code === "") || found !== code) {
    failures.push(`${name}: ${code === "" ? "ok" : code} expected: ${tell(diagnostics)}`);
  }
}

/** Kills every sandbox, once the program is running. */
async function crashSandboxes(running) {
  let isOver = false;
  void running.finally(() => (isOver = true));
  await delay(600);
  if (isOver) return;
  for (const { pid } of listDescendants().filter(isSandbox)) {
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // It has ended by itself.
    }
  }
  // Idle ones were killed as well: the next runs must not be given them.
  await running;
}

function sample() {
  collectGarbage();
  const { heapUsed, rss } = process.memoryUsage();
  const processes = listDescendants();
  samples.push({
    heapMiB: heapUsed / 1024 / 1024,
    residentMiB: rss / 1024 / 1024,
    descriptors: countDescriptors(),
    processes: processes.length,
    sandboxMiB: Math.max(0, ...processes.filter(isSandbox).map((one) => one.residentMiB)),
  });
}

async function lookForLeftovers(descriptorsBefore) {
  // Pipes of processes that have ended are closed a moment later.
  for (let tries = 0; tries < 20 && countDescriptors() > descriptorsBefore + 4; tries += 1) {
    await delay(50);
  }
  const processes = listDescendants().filter(({ name }) => isSandbox({ name }) || name === "node");
  if (processes.length > 0) failures.push(`left: ${JSON.stringify(processes)}`);
  // A few are Node's own, opened with the first worker thread or child.
  if (countDescriptors() > descriptorsBefore + 4) {
    failures.push(`descriptors: ${descriptorsBefore} before, ${countDescriptors()} after`);
  }
  const files = readdirSync(scratch);
  if (files.length > 0)
    failures.push(`left in the folder for temporary files: ${files.join(", ")}`);
}

function judgeDrift() {
  const grew = (what, name, atMost) => {
    const { before, after } = drift(samples.map((one) => one[name]));
    if (after > atMost(before)) failures.push(`${what} grew from ${before} to ${after}`);
  };
  grew("the heap, in MiB,", "heapMiB", (before) => before * 1.15 + 4);
  grew("resident memory, in MiB,", "residentMiB", (before) => before * 1.2 + 20);
  grew("descriptors", "descriptors", (before) => before + 12);
  grew("processes", "processes", (before) => before + 2);
  grew("a sandbox's memory, in MiB,", "sandboxMiB", (before) => before * 1.2 + 50);
  // The wall clock tells of other work on the machine as well.
  const { before, after } = drift(processorTimes);
  if (after > before * 1.5 + 2) {
    failures.push(`processor time of a run, in ms, grew from ${before} to ${after}`);
  }
}

function report(ms) {
  const show = (title, values, digits = 1) => {
    const { before, after } = drift(values);
    const figures = [before, after, Math.max(...values)].map((value) => value.toFixed(digits));
    console.log(`${title.padEnd(36)} ${figures.map((figure) => figure.padStart(9)).join(" ")}`);
  };
  console.log(
    `${RUNS} executions, ${Math.floor(RUNS / HOSTILE_EVERY)} of them hostile, ${AT_ONCE} at once, in ${(ms / 1000).toFixed(0)} s; load ${loadavg()[0].toFixed(1)}; p50 ${median(times).toFixed(1)} ms`,
  );
  console.log(`${"".padEnd(36)}   2nd 1/4   last 1/4     most`);
  show("honest run, ms", times);
  show("processor time of the host, ms a run", processorTimes, 2);
  show(
    "heap of the host, MiB",
    samples.map((one) => one.heapMiB),
  );
  show(
    "resident memory of the host, MiB",
    samples.map((one) => one.residentMiB),
  );
  show(
    "largest sandbox, MiB",
    samples.map((one) => one.sandboxMiB),
  );
  show(
    "processes",
    samples.map((one) => one.processes),
    0,
  );
  show(
    "descriptors",
    samples.map((one) => one.descriptors),
    0,
  );
  console.log(`${failures.length} failures`);
}

function isSandbox({ name }) {
  return name === "workerd";
}

function tell(diagnostics) {
  return diagnostics
    .map(({ code, message }) => `${code} ${message}`)
    .join("; ")
    .slice(0, 300);
}

function delay(ms) {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
