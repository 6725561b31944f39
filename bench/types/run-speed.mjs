// Time and memory at 100, 1,000 and 2,500 tools.
import path from "node:path";
import { runInChild } from "../child.mjs";
import { markdownTable } from "../table.mjs";
import { readCaptures } from "./captures.mjs";
import { WORK } from "./speed-work.mjs";

const SIZES = [100, 1000, 2500];
const CHILD = path.join(import.meta.dirname, "speed-child.mjs");
/** Processes per figure: other work on the machine only ever adds time, so the best one counts. */
const RUNS = 2;
/** Who takes longer than this gets one: the difference would say nothing. */
const SLOW_MS = 3000;

/**
 * @param {{ ids: readonly string[], fail: (message: string) => void }} options `ids` of contestants; each has its rows
 */
export async function runSpeed({ ids, fail }) {
  const work = WORK.filter(({ id }) => isWanted(id, ids));
  const results = new Map();
  for (const { id } of work) {
    for (const tools of SIZES) {
      const best = await bestOf({ id, tools });
      if ("error" in best) fail(`${id} at ${tools} tools: ${best.error}`);
      results.set(`${id} ${tools}`, best);
    }
  }
  const table = (show) =>
    markdownTable(
      ["", ...SIZES.map((size) => `${size.toLocaleString("en")} tools`)],
      work.map(({ id, label }) => [
        label,
        ...SIZES.map((tools) => {
          const best = results.get(`${id} ${tools}`);
          return "error" in best ? "failed" : show(best);
        }),
      ]),
    );
  console.log(`## Time and memory

Tools of ${readCaptures().source}, by turns, in 25 servers. Each figure is the
best of ${RUNS} processes, of one where that takes seconds. Milliseconds by the clock, and behind it those for which the thread had a processor: other work
on the machine adds to the first only.

### First pass in a new process

${table(({ first }) => times(first))}
### Later passes

${table(({ warm }) => times(warm))}
### Peak memory of the process

${table(({ peakMb }) => `${Math.round(peakMb)} MB`)}`);
}

function times({ wall, busy }) {
  return Number.isNaN(busy) ? `${Math.round(wall)}` : `${Math.round(wall)} / ${Math.round(busy)}`;
}

function isWanted(id, ids) {
  return id === "nothing" || ids.some((wanted) => id === wanted || id.startsWith(`${wanted}-`));
}

async function bestOf(job) {
  let best = null;
  for (let run = 0; run < RUNS && (best?.first.wall ?? 0) < SLOW_MS; run += 1) {
    const result = await runInChild(CHILD, job);
    if (!result.ok) return { error: result.error };
    const { value, peakMb } = result;
    best = {
      first: faster(value.first, best?.first),
      warm: faster(value.warm, best?.warm),
      peakMb: Math.min(peakMb, best?.peakMb ?? Infinity),
    };
  }
  return best;
}

function faster(one, other) {
  if (other === undefined) return one;
  return { wall: Math.min(one.wall, other.wall), busy: Math.min(one.busy, other.busy) };
}
