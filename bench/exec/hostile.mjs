// What attacks cost: how late a kill comes, how long the host's event loop stands still, how far memory goes.
import { monitorEventLoopDelay } from "node:perf_hooks";
import { createLocalSandbox } from "../../dist/run/local-sandbox.js";
import { median, percentile } from "../statistics.mjs";
import { markdownTable } from "../table.mjs";
import { runCode } from "./drivers/codemode.mjs";
import { descendantsOf, peakMiBOf } from "./usage.mjs";

const LOOPS = {
  "a loop": `export default () => { for (;;); }`,
  "a loop of promises": `export default async () => { for (;;) await null; }`,
  "a loop that yields": `export default async () => { for (;;) { const end = Date.now() + 5; while (Date.now() < end); await new Promise((done) => setTimeout(done, 0)); } }`,
  "never settles": `export default () => new Promise((done) => setTimeout(done, 1e8))`,
};
const WALL_MS = 300;

const FLOODS = {
  "(no attack)": `export default () => new Promise((done) => setTimeout(done, 1000))`,
  "logs, small": `export default async () => { for (let i = 0; i < 200; i += 1) { for (let j = 0; j < 2000; j += 1) console.log("x"); await null; } }`,
  "logs, large": `export default async () => { for (let i = 0; i < 500; i += 1) { console.log("x".repeat(100000)); await null; } }`,
  calls: `export default async () => { for (let i = 0; i < 200000; i += 1) srv.echo({ i }).catch(() => {}); await new Promise((done) => setTimeout(done, 800)); }`,
  "calls, large": `export default async () => { const text = "x".repeat(900000); for (let i = 0; i < 200; i += 1) await srv.echo({ text }); }`,
  "a large result": `export default () => "x".repeat(1000000)`,
  "a deep result": `export default () => { let value = 1; for (let i = 0; i < 100000; i += 1) value = [value]; return value; }`,
};

const BOMBS = {
  strings: `export default async () => { const all = []; for (;;) { all.push("x".repeat(1000) + all.length); if (all.length % 20000 === 0) await null; } }`,
  objects: `export default async () => { const all = []; for (;;) { all.push({ a: all.length, b: [1, 2, 3] }); if (all.length % 50000 === 0) await null; } }`,
  buffers: `export default async () => { const all = []; for (;;) { all.push(new Uint8Array(4e6).fill(1)); await null; } }`,
};
const LIMIT_MIB = 256;

export async function measureHostile(rounds, promise) {
  const sandbox = createLocalSandbox({ memoryBytes: LIMIT_MIB * 1024 * 1024 });
  const limits = { memoryBytes: LIMIT_MIB * 1024 * 1024 };
  const attack = (code, more) =>
    runCode(sandbox, code, { limits: { ...limits, ...more }, mayFail: true });
  try {
    await attack(`export default 1`);
    await measureKills(attack, rounds, promise);
    await measureLag(attack, promise);
    await measureMemory(attack, promise);
  } finally {
    await sandbox.close();
  }
}

async function measureKills(attack, rounds, promise) {
  const all = [];
  const rows = [];
  for (const [name, code] of Object.entries(LOOPS)) {
    const late = [];
    for (let round = 0; round < rounds; round += 1) {
      const { timings } = await attack(code, { timeoutMs: WALL_MS });
      late.push(timings.runMs - WALL_MS);
    }
    all.push(...late);
    rows.push([name, ...[Math.min(...late), median(late), Math.max(...late)].map(show)]);
  }
  console.log(`## A kill after ${WALL_MS} ms: how much later the run had ended, in ms\n`);
  console.log(markdownTable(["", "min", "p50", "max"], rows));
  promise("overshoot of a kill, p99 in ms", percentile(all, 0.99), 100);
}

async function measureLag(attack, promise) {
  const rows = [];
  let worst = 0;
  for (const [name, code] of Object.entries(FLOODS)) {
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    const ended = performance.now() + 1000;
    do await attack(code, { timeoutMs: 2000 });
    while (performance.now() < ended);
    delay.disable();
    const p99 = delay.percentile(99) / 1e6;
    if (!name.startsWith("(")) worst = Math.max(worst, p99);
    rows.push([name, ...[delay.percentile(50) / 1e6, p99, delay.max / 1e6].map(show)]);
  }
  console.log(`\n## The host's event loop under attack: delay of a timer, in ms\n`);
  console.log(markdownTable(["", "p50", "p99", "max"], rows));
  promise("loop lag under attack, p99 in ms", worst, 50);
}

async function measureMemory(attack, promise) {
  const rows = [];
  let worst = 0;
  for (const [name, code] of Object.entries(BOMBS)) {
    // One that had no bomb yet.
    await attack(`export default 1`);
    let peak = 0;
    let pids = [];
    const look = () => {
      if (pids.length === 0) pids = descendantsOf(process.pid, "workerd");
      peak = Math.max(peak, ...pids.map(peakMiBOf));
    };
    look();
    const looking = setInterval(look, 1);
    const { ok, diagnostics } = await attack(code, { timeoutMs: 20_000 });
    clearInterval(looking);
    worst = Math.max(worst, peak / LIMIT_MIB);
    rows.push([
      name,
      peak.toFixed(0),
      (peak / LIMIT_MIB).toFixed(2),
      ok ? "" : diagnostics[0].code,
    ]);
  }
  console.log(`\n## Memory: resident at most, of ${LIMIT_MIB} MiB allowed\n`);
  console.log(markdownTable(["", "MiB", "of the limit", "ended by"], rows));
  promise("peak of memory, of the limit", worst, 1.15);
}

function show(value) {
  return value.toFixed(1);
}
