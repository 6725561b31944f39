import { setImmediate as nextTurn } from "node:timers/promises";
import { CodemodeError } from "../diagnostics/error.ts";
import type { CommittedSdk } from "../lock/committed-sdk.ts";
import { withEnd } from "./cli-places.ts";
import { createCompiler, type CompilerChoice } from "./create-compiler.ts";
import type { Compiler, RawDiagnostic } from "./compiler.ts";
import { createDiagnostics } from "./diagnostics.ts";
import type { ExplainContext } from "./explain/context.ts";
import { checkHeldInputs } from "./explain/held-inputs.ts";
import { checkLimits } from "./explain/literal-limits.ts";
import { checkObjectTexts } from "./explain/object-texts.ts";
import { checkUntypedInputs } from "./explain/untyped-inputs.ts";
import { checkUntypedResults } from "./explain/untyped-results.ts";
import { findEffects, findEscapes } from "./effects.ts";
import type { Finding } from "./finding.ts";
import { filesFor, VIRTUAL } from "./library.ts";
import { parseJavaScript, type ParsedProgram } from "./parse.ts";
import { checkPolicy } from "./policy-findings.ts";
import type { CompiledPolicy } from "./policy.ts";
import { createLineTable } from "./positions.ts";
import {
  analyze,
  parseFindings,
  parseSource,
  syntaxFinding,
  writeCheckCopy,
  writeRunCopy,
} from "./prepare.ts";
import type { Rewritten } from "./rewrite.ts";
import { checkRules } from "./rules.ts";
import type { RuleContext } from "./rules/context.ts";
import { createSdkIndex } from "./sdk-index.ts";
import { createSdkSlices, type SdkSlices } from "./sdk-slice.ts";
import type { CheckResult, Gate, RunnableProgram } from "./types.ts";

export interface GateOptions extends CompilerChoice {
  /** A compiler that was started before; it ends with the gate. */
  compiler?: Compiler;
}

/**
 * Makes the gate of one committed SDK. Its compiler starts with the first check and ends with `close`.
 */
export function createGate(sdk: CommittedSdk, options: GateOptions = {}): Gate {
  const compiler = options.compiler ?? createCompiler(options);
  const index = createSdkIndex(sdk.lock);
  const slices = createSdkSlices(sdk, index);

  return {
    async check(source, { signal, policy } = {}) {
      const started = performance.now();
      signal?.throwIfAborted();
      // Once it has its files, it reads them while we read the program; before, each of our steps would keep it waiting.
      await compiler.warm(filesFor("", ""));
      signal?.throwIfAborted();
      const verdict = await judge(source, signal, policy);
      return { ...verdict, timings: { checkMs: performance.now() - started } };
    },
    close: () => compiler.close(),
  };

  async function judge(
    source: string,
    signal: AbortSignal | undefined,
    policy: CompiledPolicy | undefined,
  ): Promise<Omit<CheckResult, "timings">> {
    const outcome = await parseSource(source);
    if (outcome.kind !== "parsed") {
      return refused(parseFindings(outcome, { index, slices }), source, NOTHING);
    }
    const { parsed } = outcome;
    if (isEmpty(parsed)) {
      const empty: Finding = {
        code: "CHECK_EMPTY",
        message: "The program is empty.",
        start: 0,
        end: 0,
      };
      return refused([empty], source, NOTHING);
    }
    const context = analyze(parsed, index);
    const reach: Reach = {
      effects: findEffects(context.uses, index),
      escapes: findEscapes(context.uses, source),
    };
    const ruled = [...parsed.problems.map(syntaxFinding), ...checkRules(context)];
    if (policy !== undefined) ruled.push(...checkPolicy(context.uses, index, policy));
    let typed: readonly Finding[];
    let program: StrippedProgram | null;
    try {
      [typed, program] = await Promise.all([
        compile(context, ruled, compiler, slices, signal),
        // While the compiler works; there is nothing to run where a rule is against it.
        ruled.length === 0 ? stripMeanwhile(context, source) : null,
      ]);
    } catch (error) {
      // A program that takes for ever to check is a finding; a compiler that does not work is not.
      if (!(error instanceof CodemodeError) || error.code !== "CHECK_TIMEOUT") throw error;
      const found = createDiagnostics(ruled, source);
      return { ok: false, diagnostics: [...error.diagnostics, ...found], ...reach, program: null };
    }
    if (program === null || typed.length > 0) return refused([...ruled, ...typed], source, reach);
    if (program.unfit.length > 0) return refused(program.unfit, source, reach);
    return { ok: true, diagnostics: [], ...reach, program: program.runnable };
  }
}

type Reach = Pick<CheckResult, "effects" | "escapes">;

const NOTHING: Reach = { effects: [], escapes: [] };

function isEmpty({ program }: ParsedProgram): boolean {
  return program.body.every((statement) => statement.type === "EmptyStatement");
}

async function compile(
  context: RuleContext,
  ruled: readonly Finding[],
  compiler: Compiler,
  slices: SdkSlices,
  signal: AbortSignal | undefined,
): Promise<Finding[]> {
  const copy = writeCheckCopy(context);
  const files = filesFor(copy.text, slices.declare(context.parsed.text, context.uses));
  const raw = await compiler.check(files, VIRTUAL.program, signal);
  const original = raw.map((diagnostic): RawDiagnostic => {
    const start = copy.toOriginal(diagnostic.start);
    const end = copy.toOriginal(diagnostic.end);
    return withEnd({ ...diagnostic, start, end }, context.parsed.program);
  });
  const explained = { ...context, slices };
  const findings = await explainAll(original, ruled, explained);
  return [
    ...checkUntypedResults(explained),
    ...checkUntypedInputs(explained),
    ...checkObjectTexts(explained),
    ...checkHeldInputs(explained, [...ruled, ...findings]),
    ...checkLimits(explained, [...ruled, ...findings]),
    ...findings,
  ];
}

/** Most programs have nothing to explain: what does it is loaded for the first that has. */
async function explainAll(
  raw: readonly RawDiagnostic[],
  ruled: readonly Finding[],
  context: ExplainContext,
): Promise<Finding[]> {
  if (raw.length === 0) return [];
  const { explainFindings } = await import("./explain-findings.ts");
  return explainFindings(raw, ruled, context);
}

function refused(
  findings: readonly Finding[],
  source: string,
  reach: Reach,
): Omit<CheckResult, "timings"> {
  return { ok: false, diagnostics: createDiagnostics(findings, source), ...reach, program: null };
}

interface StrippedProgram {
  runnable: RunnableProgram;
  /** What the parser of JavaScript has against it: rather said here than in the isolate. */
  unfit: readonly Finding[];
}

async function stripMeanwhile(context: RuleContext, source: string): Promise<StrippedProgram> {
  // Once what the compiler is to do is on its way to it.
  await nextTurn();
  const copy = writeRunCopy(context);
  return { runnable: runnable(copy, source), unfit: javaScriptProblems(copy) };
}

function javaScriptProblems(copy: Rewritten): Finding[] {
  return parseJavaScript(copy.text).map(({ message, start, end }) => ({
    code: "CHECK_SYNTAX",
    message,
    start: copy.toOriginal(start),
    end: copy.toOriginal(end),
  }));
}

function runnable(copy: Rewritten, source: string): RunnableProgram {
  const codeLines = createLineTable(copy.text);
  const sourceLines = createLineTable(source);
  return {
    code: copy.text,
    toSource: (line, column) =>
      sourceLines.positionAt(copy.toOriginal(codeLines.offsetAt({ line, column }))),
  };
}
