// The gate: what it catches and what it refuses wrongly, what its messages say, how fast it is, beside tsc and ts-morph.
// `npm run bench gate -- [verdicts] [baselines] [speed] [memory] [--rounds N]`: all of them, or those that are named.
import { parseArgs } from "node:util";
import { compareVerdicts } from "./baselines.mjs";
import { loadCorpus } from "./corpus.mjs";
import { measureMemory } from "./memory.mjs";
import { measureSpeed } from "./speed.mjs";
import { judgeCorpus } from "./verdicts.mjs";

const PARTS = ["verdicts", "baselines", "speed", "memory"];

const { values, positionals: named } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: "string", default: "15" } },
});
const unknown = named.filter((part) => !PARTS.includes(part));
if (unknown.length > 0) throw new Error(`no such part: ${unknown.join(", ")}`);
const wanted = new Set(named.length === 0 ? PARTS : named);

const corpus = await loadCorpus();
const { right, wrong, mutants } = corpus;
console.log(
  `${right.length} right programs, ${wrong.length} wrong ones that models wrote, ${mutants.length} mutants\n`,
);
const judged = wanted.has("verdicts") || wanted.has("baselines") ? await judgeCorpus(corpus) : null;
if (judged !== null && wanted.has("verdicts")) console.log(judged.report);
if (judged !== null && wanted.has("baselines")) {
  console.log(await compareVerdicts(corpus, judged));
}
if (wanted.has("speed")) console.log(await measureSpeed(corpus, Number(values.rounds)));
if (wanted.has("memory")) console.log(await measureMemory());
