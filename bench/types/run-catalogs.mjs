// Values made from every schema of real servers.
import { readCaptures } from "./captures.mjs";
import { catalogSubjects } from "./catalog-subjects.mjs";
import { count, figuresTable, listFailures } from "./figures.mjs";
import { measure } from "./measure.mjs";

/** @param {import("./run-suite.mjs").Context} context */
export async function runCatalogs({ contestants, showCases, fail }) {
  const { captures, source } = readCaptures();
  const subjects = catalogSubjects(captures);
  const tools = captures.reduce((sum, capture) => sum + capture.tools.length, 0);
  const cases = subjects.flatMap((subject) => subject.cases);
  const number = (verdict) => cases.filter((one) => one.verdict === verdict).length;
  const without = subjects.filter((subject) => subject.cases.length === 0);
  console.log(`## Schemas of real servers

From ${source}: ${captures.length} servers, ${tools} tools, ${subjects.length} distinct schemas. Made from them:
${number("valid")} valid values, ${number("invalid")} invalid ones, ${number("extra")} with an unknown argument; ${without.length} schemas have none.
`);
  const rows = [];
  for (const contestant of contestants)
    rows.push({
      label: contestant.label,
      id: contestant.id,
      outcomes: await measure(contestant, subjects),
    });
  console.log(figuresTable(rows, { extra: true }));
  if (showCases) {
    console.log(`${listFailures(rows[0].outcomes)}\n`);
    console.log(`Without values: ${without.map(({ name }) => name).join("; ") || "none"}\n`);
  }
  for (const { id, outcomes } of rows) {
    if (id !== "codemode") continue;
    const { crashes, broken, unsound } = count(outcomes);
    if (crashes > 0) fail(`${crashes} schemas of real servers crash the compiler`);
    if (broken > 0) fail(`${broken} schemas of real servers become invalid TypeScript`);
    if (unsound > 0)
      fail(`${unsound} schemas of real servers become types that refuse a valid value`);
  }
}
