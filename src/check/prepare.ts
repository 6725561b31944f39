import type { Comment } from "oxc-parser";
import { findingAt, type Finding } from "./finding.ts";
import { analyzeFlow } from "./flow/flow.ts";
import { findForm } from "./forms.ts";
import { readImports } from "./imports.ts";
import { ASYNC_ADVICE } from "./explain/promises.ts";
import { explainSyntax, wordsFor } from "./explain/syntax.ts";
import { findByTokens } from "./explain/token-findings.ts";
import type { ToolBook } from "./explain/tools.ts";
import { blankModuleNames } from "./module-names.ts";
import { blankOddSpace } from "./odd-space.ts";
import {
  isTooLarge,
  parseProgram,
  type ParsedProgram,
  type ParseOutcome,
  type SyntaxProblem,
} from "./parse.ts";
import { Rewrite, type Rewritten } from "./rewrite.ts";
import { blankCasts } from "./rules/casts.ts";
import type { RuleContext } from "./rules/context.ts";
import { resolveScopes } from "./scope.ts";
import type { SdkIndex } from "./sdk-index.ts";
import { findServerUses } from "./server-uses.ts";
import { blankWrapping, onlyFencedBlock } from "./source.ts";
import { stripTypes } from "./strip.ts";
import { findToolCalls } from "./tool-calls.ts";
import { wrapProgram } from "./wrap.ts";

/** Parses a program in any of its forms; what surrounds the code is blanked. */
export async function parseSource(source: string): Promise<ParseOutcome> {
  if (isTooLarge(source)) return { kind: "too-large" };
  const outcome = await parseProgram(blankWrapping(source));
  if (outcome.kind !== "syntax") return outcome;
  // No program as it stands, but perhaps an answer with the program in the midst of prose.
  const block = onlyFencedBlock(source);
  const second = block === null ? outcome : await parseProgram(block);
  return second.kind === "parsed" ? second : outcome;
}

/** Everything that is known of a program without a compiler. */
export function analyze(parsed: ParsedProgram, index: SdkIndex): RuleContext {
  const scopes = resolveScopes(parsed.program);
  const imports = readImports(parsed, index);
  const uses = findServerUses(parsed, scopes, imports, index);
  const calls = findToolCalls(parsed, scopes, uses);
  const form = findForm(parsed, scopes);
  const flow = analyzeFlow({ parsed, scopes, form, calls, index });
  return { parsed, scopes, imports, uses, calls, index, form, flow };
}

/** What the compiler is given: types as written, comments, names of modules and casts that would hide something blanked. */
export function writeCheckCopy(context: RuleContext): Rewritten {
  const rewrite = new Rewrite(context.parsed.text);
  blankComments(context.parsed.comments, rewrite);
  blankModuleNames(context.parsed.program, rewrite);
  blankCasts(context, rewrite);
  wrap(context, "check", rewrite);
  return rewrite.render();
}

/** What the isolate is given: plain JavaScript. */
export function writeRunCopy(context: RuleContext): Rewritten {
  const rewrite = new Rewrite(context.parsed.text);
  blankOddSpace(context.parsed, rewrite);
  stripTypes(context.parsed, rewrite);
  wrap(context, "run", rewrite);
  return rewrite.render();
}

function wrap(context: RuleContext, copy: "check" | "run", rewrite: Rewrite): void {
  const { uses } = context;
  const used = new Set(uses.uses.map(({ server }) => server));
  const servers = [...context.index.servers.keys()].filter(
    (name) => uses.everything || used.has(name),
  );
  wrapProgram(context.parsed, context.form, context.imports, servers, copy, rewrite);
}

function blankComments(comments: readonly Comment[], rewrite: Rewrite): void {
  for (const { start, end } of comments) rewrite.blank(start, end);
}

/** What kept a program from being parsed, and what can be said of it all the same. */
export function parseFindings(
  outcome: Exclude<ParseOutcome, { kind: "parsed" }>,
  book: ToolBook,
): Finding[] {
  const start = { start: 0, end: 0 };
  switch (outcome.kind) {
    case "syntax": {
      const { problems, text } = outcome;
      return [explainSyntax(problems, text), ...findByTokens(text, book)];
    }
    case "too-large":
      return [findingAt("CHECK_TOO_LARGE", start, "The program is larger than 256 KiB.")];
    default:
      return [findingAt("CHECK_TOO_DEEP", start, "The program is nested too deeply.")];
  }
}

export function syntaxFinding(problem: SyntaxProblem): Finding {
  const { message, start, end } = problem;
  if (!message.startsWith("`await` is only allowed within async functions")) {
    return { code: "CHECK_SYNTAX", ...wordsFor(problem), start, end };
  }
  return {
    code: "CHECK_AWAIT",
    message: "`await` stands in a function that is not `async`.",
    hint: ASYNC_ADVICE,
    start,
    end,
  };
}
