// The suite, as it stands and shaped as tool schemas.
import { checkExpressible, readExpressible, reasonFinder } from "./expressible.mjs";
import { count, figuresTable, listFailures, listSurprises } from "./figures.mjs";
import { measure } from "./measure.mjs";
import { suiteSubjects } from "./suite-subjects.mjs";
import { readSuite } from "./suite.mjs";

/**
 * @typedef {object} Context
 * @property {import("./contestants.mjs").Contestant[]} contestants
 * @property {boolean} showCases
 * @property {(message: string) => void} fail
 */

/** @type {[string, (group: import("./suite.mjs").SuiteGroup) => boolean][]} */
const PARTS = [
  ["draft 7", ({ draft, file }) => draft === "draft7" && !file.startsWith("optional/")],
  ["2020-12", ({ draft, file }) => draft === "draft2020-12" && !file.startsWith("optional/")],
  ["optional parts of both", ({ file }) => file.startsWith("optional/")],
];

/** @param {Context} context */
export async function runSuite({ contestants, showCases, fail }) {
  const folder = process.env["CODEMODE_SCHEMA_SUITE"];
  if (folder === undefined) {
    console.log("CODEMODE_SCHEMA_SUITE names no folder: the suite of JSON Schema is left out.\n");
    return;
  }
  const groups = readSuite(folder);
  const judgements = readExpressible();
  const problems = checkExpressible(judgements, groups);
  for (const problem of problems) fail(`bench/types/expressible.json: ${problem}`);
  if (problems.length > 0) return;
  for (const form of ["as it stands", "shaped"]) {
    for (const [part, isInPart] of PARTS) {
      const subjects = suiteSubjects(groups.filter(isInPart), form, reasonFinder(judgements));
      const rows = [];
      for (const contestant of contestants)
        rows.push({
          label: contestant.label,
          id: contestant.id,
          outcomes: await measure(contestant, subjects),
        });
      const title = form === "shaped" ? "shaped as tool schemas" : "as it stands";
      console.log(`## JSON Schema's test suite ${title}: ${part}\n\n${figuresTable(rows)}`);
      if (form === "shaped" && !part.startsWith("optional")) checkReach(rows, part, fail);
      if (showCases) console.log(`${listFailures(rows[0].outcomes)}\n\n${listSurprises(rows)}\n`);
    }
  }
}

/** Shares of the suite, shaped as tool schemas, that codemode has to get right. */
const REACH = { valid: 0.995, expressible: 0.98 };

function checkReach(rows, part, fail) {
  const own = rows.find(({ id }) => id === "codemode");
  if (own === undefined) return;
  const { crashes, broken, valid, invalid } = count(own.outcomes);
  if (crashes > 0) fail(`${part}: ${crashes} schemas crash the compiler`);
  if (broken > 0) fail(`${part}: ${broken} schemas become invalid TypeScript`);
  if (valid.closed < valid.all * REACH.valid) fail(`${part}: too few valid values are accepted`);
  if (invalid.expressibleRefused < invalid.expressible * REACH.expressible)
    fail(`${part}: too few expressible invalid values are refused`);
}
