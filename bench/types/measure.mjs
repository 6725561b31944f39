// One contestant over many subjects: what it prints, and what TypeScript then makes of the values.
import { syntaxProblem, typeCheck } from "./type-check.mjs";

/**
 * @typedef {object} Outcome of one subject
 * @property {import("./cases.mjs").Subject} subject
 * @property {string | null} code `null`: the contestant threw
 * @property {string | null} problem why there is no type: it threw, it does not parse, or TypeScript finds errors in it
 * @property {"fine" | "crash" | "invalid output"} state
 * @property {{ refused: string | null, closedRefused: string | null }[]} verdicts one per case; where there is no type,
 *   `valid` ones count as refused and the others as accepted
 */

/**
 * @param {import("./contestants.mjs").Contestant} contestant
 * @param {readonly import("./cases.mjs").Subject[]} subjects
 * @returns {Promise<Outcome[]>}
 */
export async function measure(contestant, subjects) {
  const compiled = [];
  for (const subject of subjects) compiled.push(await compileOne(contestant, subject));
  const checked = compiled.filter(({ problem }) => problem === null);
  const results = typeCheck(
    checked.map(({ subject, code }) => ({
      code,
      values: valuesOf(subject).map(({ value }) => value),
    })),
  );
  const byOutcome = new Map(checked.map((outcome, index) => [outcome, results[index]]));
  return compiled.map((outcome) => withVerdicts(outcome, byOutcome.get(outcome)));
}

async function compileOne(contestant, subject) {
  try {
    const code = await contestant.compile(subject.schema, subject.role);
    const problem = declaresT(code) ? syntaxProblem(code) : "it declares no type `T`";
    return { subject, code, problem, state: problem === null ? "fine" : "invalid output" };
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    return { subject, code: null, problem, state: "crash" };
  }
}

function declaresT(code) {
  return /\b(?:type|interface) T\b/.test(code);
}

/** Each case's value, and behind it the value without unnamed properties where there is one. */
function valuesOf(subject) {
  return subject.cases.flatMap((one, index) => [
    { value: one.value, index },
    ...("closed" in one ? [{ value: one.closed, index }] : []),
  ]);
}

function withVerdicts(outcome, result) {
  const { subject } = outcome;
  if (result === undefined || result.broken.length > 0) {
    const problem = outcome.problem ?? result?.broken[0] ?? "";
    const state = outcome.state === "fine" ? "invalid output" : outcome.state;
    const verdicts = subject.cases.map(({ verdict }) => {
      const refused = verdict === "valid" ? problem : null;
      return { refused, closedRefused: refused };
    });
    return { ...outcome, state, problem, verdicts };
  }
  const verdicts = subject.cases.map(() => ({ refused: null, closedRefused: null }));
  const seen = new Set();
  valuesOf(subject).forEach(({ index }, position) => {
    const error = result.refused[position];
    if (!seen.has(index)) verdicts[index] = { refused: error, closedRefused: error };
    else verdicts[index].closedRefused = error;
    seen.add(index);
  });
  return { ...outcome, verdicts };
}
