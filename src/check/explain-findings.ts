import { pathAt } from "./ast.ts";
import type { RawDiagnostic } from "./compiler.ts";
import { MAX_DIAGNOSTICS } from "./diagnostics.ts";
import { explainAnnotation } from "./explain/annotations.ts";
import { explainArguments } from "./explain/arguments.ts";
import type { CompilerFinding, ExplainContext, Explainer, Explanation } from "./explain/context.ts";
import { explainArithmetic } from "./explain/arithmetic.ts";
import { explainAssertion } from "./explain/assertions.ts";
import { explainBuiltin } from "./explain/builtins.ts";
import { explainDeclaration } from "./explain/declarations.ts";
import { explainKey } from "./explain/listed-keys.ts";
import { explainName } from "./explain/names.ts";
import { explainNarrowed, withoutNarrowed } from "./explain/narrowed.ts";
import { explainMissing, explainNullable } from "./explain/nullable.ts";
import { explainHarmless } from "./explain/harmless.ts";
import { explainOwnData, messagesOfGivenFields } from "./explain/own-data.ts";
import { explainPromisePart } from "./explain/promise-parts.ts";
import { explainPromise } from "./explain/promises.ts";
import { explainResult } from "./explain/results.ts";
import { explainTakenItem } from "./explain/taken-items.ts";
import { explainText } from "./explain/texts.ts";
import { explainTool } from "./explain/tools.ts";
import { explainTupleCell } from "./explain/tuple-cells.ts";
import { explainTypeName } from "./explain/type-names.ts";
import { findingAt, type Finding } from "./finding.ts";
import { listTakenApart } from "./flow/taken-apart.ts";
import { isRelaxed } from "./relaxed.ts";

/**
 * How many messages of the compiler are looked at closely, when most of them are not shown because they are said
 * already, or relaxed. Of what comes after them only messages in other words are kept.
 */
const MAX_LOOKED_AT = 500;

/** The longest message of the compiler that is kept, in characters. */
const MAX_DETAIL = 2_000;

const EXPLAINERS: readonly Explainer[] = [
  explainHarmless,
  explainTupleCell,
  explainTypeName,
  explainName,
  explainTool,
  explainOwnData,
  explainNarrowed,
  explainTakenItem,
  explainPromisePart,
  explainPromise,
  explainAssertion,
  explainArithmetic,
  explainBuiltin,
  explainNullable,
  explainArguments,
  explainText,
  explainAnnotation,
  explainDeclaration,
  explainMissing,
  explainKey,
  explainResult,
];

/** Findings of rules in whose range the compiler only repeats them. */
const SAID_ONCE = new Set([
  "CHECK_DECLARE",
  "CHECK_NOT_ERASABLE",
  "CHECK_IMPORT",
  "CHECK_IMPORT_NAME",
  "CHECK_DYNAMIC_IMPORT",
  "CHECK_SYNTAX",
  "CHECK_EXPORT",
  "CHECK_CAST",
  "CHECK_NOT_IN_SANDBOX",
  "CHECK_ASSIGNED",
]);

/** Lines of the compiler that say only that others follow. */
const OVERLOADS =
  /^(?:No overload matches this call|The last overload gave the following error)\.$/;

/** Codes that say that `await` stands where it cannot. */
const AWAIT_MISPLACED = new Set([1308, 1375, 1378, 2304, 2311, 18037]);

/** Codes that say that a name is declared twice, as itself or used before its declaration. */
const REDECLARED = new Set([2300, 2303, 2395, 2440, 2448, 2451, 2454, 7022]);

/**
 * What the compiler said, one finding for each root cause, in words for whoever wrote the program. What is not shown
 * anyway is not explained, since that takes long and a program can have as many errors as characters.
 * @param raw with offsets in the program as written
 * @param ruled what the rules have found already
 * @param explainers tried in their order
 */
export function explainFindings(
  raw: readonly RawDiagnostic[],
  ruled: readonly Finding[],
  context: ExplainContext,
  explainers: readonly Explainer[] = EXPLAINERS,
): Finding[] {
  const isEcho = createEchoTest(ruled);
  const awaited = ruled.filter(({ code }) => code === "CHECK_AWAIT");
  const isAwaited = createOverlapTest(awaited);
  const given = messagesOfGivenFields(raw, context);
  // A promise with a name is told once: the `await` belongs where it gets its value.
  const told = new Set(awaited.map(({ message }) => `await ${/^`([^`]+)`/.exec(message)?.[1]}`));
  for (const name of namesOfLists(awaited, context)) told.add(`await ${name}`);
  const seen = new Set<string>();
  const findings: Finding[] = [];
  const messages = new Set<string>();
  let lookedAt = 0;
  for (const diagnostic of [...withoutNarrowed(raw, context)].sort((a, b) => a.start - b.start)) {
    if (isEcho(diagnostic) || given.has(diagnostic.text)) continue;
    const message = `${diagnostic.code} ${diagnostic.text}`;
    if (seen.size >= MAX_DIAGNOSTICS || lookedAt >= MAX_LOOKED_AT) {
      const isRepeated = seen.size < MAX_DIAGNOSTICS && messages.has(message);
      if (!isRepeated && !isRelaxed(diagnostic)) findings.push(unexplained(diagnostic));
      continue;
    }
    lookedAt += 1;
    messages.add(message);
    const finding = readFinding(diagnostic, context);
    const explanation = explain(finding, context, explainers);
    if (explanation === null) continue;
    const { code, key } = explanation;
    if (code === "CHECK_AWAIT" && (isAwaited(finding) || told.has(key))) continue;
    const detail = `TS${diagnostic.code}: ${diagnostic.text}`.slice(0, MAX_DETAIL);
    const also = explanation.also ?? [];
    for (const said of [...also, explanation]) {
      if (seen.has(said.key)) continue;
      seen.add(said.key);
      const place = "node" in said ? said.node : finding;
      findings.push({ ...findingAt(said.code, place, said.message, said.hint), detail });
    }
  }
  return findings;
}

/** The names that lists of promises are taken apart into, of which it is told that they are that. */
function namesOfLists(
  awaited: readonly Finding[],
  { scopes, parsed }: ExplainContext,
): readonly string[] {
  const starts = new Set(awaited.map(({ start }) => start));
  return scopes.bindings
    .filter((binding) => starts.has(listTakenApart(binding, parsed.parents)?.start ?? -1))
    .map(({ name }) => name);
}

function unexplained({ code, text, start, end }: RawDiagnostic): Finding {
  return findingAt("CHECK_TYPE", { start, end }, `TS${code}: ${text.slice(0, MAX_DETAIL)}`);
}

/** Tells what the compiler only repeats. Both it and the rules can have tens of thousands of findings. */
function createEchoTest(ruled: readonly Finding[]): (diagnostic: RawDiagnostic) => boolean {
  const shadowed = new Set<string>();
  for (const { code, message } of ruled) {
    const name = code === "CHECK_SHADOWED" ? /^`([^`]+)`/.exec(message)?.[1] : undefined;
    if (name !== undefined) shadowed.add(name);
  }
  const isSaid = createRangeTest(ruled.filter(({ code }) => SAID_ONCE.has(code)));
  // Where `await` itself is what is wrong; in a promise that lacks one, everything else is still worth saying.
  const awaits = new Set(ruled.flatMap((one) => (one.code === "CHECK_AWAIT" ? [one.start] : [])));
  return ({ code, text, start }) =>
    isSaid(start) ||
    (awaits.has(start) && AWAIT_MISPLACED.has(code)) ||
    (REDECLARED.has(code) && [...shadowed].some((name) => text.includes(`'${name}'`)));
}

/** Whether an offset is in one of the ranges, in logarithmic time. */
function createRangeTest(
  ranges: readonly { start: number; end: number }[],
): (offset: number) => boolean {
  const sorted = [...ranges].sort((a, b) => a.start - b.start);
  // Up to where the ranges reach that start no later than each.
  const reaches: number[] = [];
  for (const { end } of sorted) reaches.push(Math.max(end, reaches.at(-1) ?? 0));
  return (offset) => {
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sorted[middle]?.start ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    return low > 0 && offset < (reaches[low - 1] ?? 0);
  };
}

/** Whether a range has something in common with one of the ranges: it starts in one, or one starts in it. */
function createOverlapTest(
  ranges: readonly { start: number; end: number }[],
): (range: { start: number; end: number }) => boolean {
  const isIn = createRangeTest(ranges);
  const starts = ranges.map(({ start }) => start).sort((a, b) => a - b);
  return ({ start, end }) => {
    if (isIn(start)) return true;
    let low = 0;
    let high = starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= start) low = middle + 1;
      else high = middle;
    }
    return (starts[low] ?? Infinity) < end;
  };
}

function readFinding(
  { code, text, start, end }: RawDiagnostic,
  context: ExplainContext,
): CompilerFinding {
  const path = pathAt(context.parsed.program, start);
  const lines = text.split("\n");
  const innermost = path.at(-1);
  const isSized = end > start;
  return {
    code,
    text,
    first: lines[0] ?? "",
    last: (lines.at(-1) ?? "").trim(),
    start,
    end: isSized ? end : innermost?.start === start ? innermost.end : start,
    path,
  };
}

/** @returns `null` for what is relaxed, or an echo */
function explain(
  finding: CompilerFinding,
  context: ExplainContext,
  explainers: readonly Explainer[],
): Explanation | null {
  for (const explainer of explainers) {
    const explanation = explainer(finding, context);
    if (explanation !== undefined) return explanation;
  }
  if (isRelaxed(finding)) return null;
  return {
    code: "CHECK_TYPE",
    key: `type ${finding.start}`,
    message: finding.text
      .split("\n")
      .map((line) => line.trim())
      .filter((line) => !OVERLOADS.test(line))
      .slice(0, 3)
      .join(" "),
  };
}
