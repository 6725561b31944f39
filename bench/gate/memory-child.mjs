// One gate in a process of its own, asked about many programs.
import { readdirSync, readFileSync } from "node:fs";
import { createGate } from "../../dist/check/gate.js";
import { answerFromChild, childJob } from "../child.mjs";
import { loadCorpus } from "./corpus.mjs";
import { catalogsOfSize, programsFor, variation } from "./sizes.mjs";

const { programs: count, tools } = childJob();
const STEPS = 5;

const corpus = await loadCorpus();
const catalogs = catalogsOfSize(corpus, tools);
const right = programsFor(corpus, catalogs);
const wrong = corpus.mutants
  .filter(({ program }) => program.kind !== "untyped")
  .map(({ source }) => source);
corpus.mutants.length = 0;
const gate = createGate(corpus.committedSdk(catalogs));
const samples = [];
try {
  for (let n = 0; n <= count; n += 1) {
    if (n === 100 || (n > 0 && n % (count / STEPS) === 0)) samples.push(sample(n));
    // Every other one is wrong: explanations take memory too.
    const list = n % 2 === 0 ? right : wrong;
    await gate.check(variation(list[(n >> 1) % list.length], n));
  }
} finally {
  await gate.close();
}
answerFromChild(samples);

function sample(after) {
  globalThis.gc?.();
  const { rss, heapUsed } = process.memoryUsage();
  return { after, gateMb: rss / 2 ** 20, heapMb: heapUsed / 2 ** 20, compilerMb: compilerMemory() };
}

/** The resident sets of our child processes; `null` where there is no /proc. */
function compilerMemory() {
  try {
    const own = String(process.pid);
    let kilobytes = 0;
    for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
      const status = readStatus(pid);
      if (status === null || /^PPid:\s+(\d+)$/m.exec(status)?.[1] !== own) continue;
      kilobytes += Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0);
    }
    return kilobytes / 1024;
  } catch {
    return null;
  }
}

function readStatus(pid) {
  try {
    return readFileSync(`/proc/${pid}/status`, "utf8");
  } catch {
    // It has ended meanwhile.
    return null;
  }
}
