// Outcomes as numbers, and as lists of what went wrong.
import { percent } from "../statistics.mjs";
import { markdownTable } from "../table.mjs";

/**
 * @param {readonly import("./measure.mjs").Outcome[]} outcomes
 */
export function count(outcomes) {
  const total = { schemas: outcomes.length, crashes: 0, broken: 0, unsound: 0 };
  const valid = { all: 0, asWritten: 0, closed: 0 };
  const invalid = { all: 0, refused: 0, expressible: 0, expressibleRefused: 0 };
  const extra = { all: 0, refused: 0 };
  for (const { subject, state, verdicts } of outcomes) {
    if (state === "crash") total.crashes += 1;
    if (state === "invalid output") total.broken += 1;
    let sound = true;
    subject.cases.forEach(({ verdict, expressible }, index) => {
      const { refused, closedRefused } = verdicts[index];
      if (verdict === "valid") {
        valid.all += 1;
        if (refused === null) valid.asWritten += 1;
        if (closedRefused === null) valid.closed += 1;
        else sound = false;
      } else if (verdict === "extra") {
        extra.all += 1;
        if (refused !== null) extra.refused += 1;
      } else {
        invalid.all += 1;
        if (refused !== null) invalid.refused += 1;
        if (expressible) invalid.expressible += 1;
        if (expressible && refused !== null) invalid.expressibleRefused += 1;
      }
    });
    if (!sound) total.unsound += 1;
  }
  return { ...total, valid, invalid, extra };
}

const HEAD = [
  "",
  "schemas",
  "crashes",
  "invalid output",
  "valid accepted",
  "as written",
  "unsound schemas",
  "expressible invalid refused",
  "of all invalid",
];

/**
 * @param {readonly { label: string, outcomes: readonly import("./measure.mjs").Outcome[] }[]} rows
 * @param {{ extra?: boolean }} [options] with the column of unknown extra arguments
 */
export function figuresTable(rows, { extra = false } = {}) {
  const cells = rows.map(({ label, outcomes }) => {
    const { schemas, crashes, broken, unsound, valid, invalid, extra: unknown } = count(outcomes);
    const row = [
      label,
      schemas,
      crashes,
      broken,
      percent(valid.closed, valid.all),
      percent(valid.asWritten, valid.all),
      unsound,
      percent(invalid.expressibleRefused, invalid.expressible),
      percent(invalid.refused, invalid.all),
    ];
    return extra ? [...row, percent(unknown.refused, unknown.all)] : row;
  });
  return markdownTable(extra ? [...HEAD, "unknown arguments caught"] : HEAD, cells);
}

/** Every wrong verdict in words, with what was printed. @param {readonly import("./measure.mjs").Outcome[]} outcomes */
export function listFailures(outcomes) {
  const lines = [];
  for (const { subject, code, problem, state, verdicts } of outcomes) {
    const wrong = subject.cases.flatMap(({ name, value, closed, verdict, expressible }, index) => {
      const { closedRefused, refused } = verdicts[index];
      const shown = JSON.stringify(closed ?? value);
      if (verdict === "valid")
        return closedRefused === null
          ? []
          : [`valid, refused: ${name}: ${shown}\n      ${closedRefused}`];
      if (refused !== null || (verdict === "invalid" && !expressible)) return [];
      return [`${verdict}, accepted: ${name}: ${shown}`];
    });
    if (state === "fine" && wrong.length === 0) continue;
    lines.push(`- ${subject.name}${state === "fine" ? "" : ` (${state}: ${problem})`}`);
    lines.push(...wrong.map((line) => `    - ${line}`));
    lines.push(`    schema: ${JSON.stringify(subject.schema)}`);
    if (code !== null) lines.push(code.replaceAll(/^/gm, "    | "));
  }
  return lines.join("\n");
}

/**
 * Cases that were judged inexpressible and yet are refused by types that accept every valid value of their schema: each
 * is a reason to look at the judgement again.
 *
 * @param {readonly { label: string, outcomes: readonly import("./measure.mjs").Outcome[] }[]} rows
 */
export function listSurprises(rows) {
  const lines = rows.flatMap(({ label, outcomes }) =>
    outcomes.flatMap(({ subject, state, verdicts }) => {
      const isSound = subject.cases.every(
        ({ verdict }, index) => verdict !== "valid" || verdicts[index].refused === null,
      );
      if (state !== "fine" || !isSound) return [];
      return subject.cases.flatMap(({ name, verdict, expressible }, index) =>
        verdict === "invalid" && !expressible && verdicts[index].refused !== null
          ? [`- ${subject.name}: ${name} (${label})`]
          : [],
      );
    }),
  );
  return `Judged inexpressible, yet refused by types that are sound for their schema:\n${lines.join("\n") || "none"}`;
}
