// Schema compilers side by side: sound, precise, broken output, unknown arguments caught, time and memory.
//
// `npm run bench types [-- --only suite|catalogs|speed] [--for <contestant>] [--cases]`
// `--cases` lists what the first contestant gets wrong. Fails when codemode misses what it promises.
import { parseArgs } from "node:util";
import { CONTESTANT_IDS, loadContestant } from "./contestants.mjs";
import { runCatalogs } from "./run-catalogs.mjs";
import { runSpeed } from "./run-speed.mjs";
import { runSuite } from "./run-suite.mjs";

const { values: options } = parseArgs({
  options: {
    only: { type: "string" },
    for: { type: "string", multiple: true },
    cases: { type: "boolean", default: false },
  },
});
const stages =
  options.only === undefined ? ["suite", "catalogs", "speed"] : options.only.split(",");
const contestants = [];
for (const id of options.for ?? CONTESTANT_IDS) contestants.push(await loadContestant(id));
const failures = [];
const context = {
  contestants,
  showCases: options.cases,
  fail: (message) => failures.push(message),
};
if (stages.includes("suite")) await runSuite(context);
if (stages.includes("catalogs")) await runCatalogs(context);
if (stages.includes("speed"))
  await runSpeed({ ids: contestants.map(({ id }) => id), fail: context.fail });

for (const failure of failures) console.error(`FAIL ${failure}`);
if (failures.length > 0) process.exitCode = 1;
