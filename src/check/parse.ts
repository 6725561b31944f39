import { parseSync, type Comment, type Node, type OxcError, type Program } from "oxc-parser";
import { childrenOf } from "./ast.ts";
import { parsesSafely } from "./parse-trial.ts";

/** The longest program that is looked at, in bytes of UTF-8. */
export const MAX_SOURCE_BYTES = 256 * 1024;

/** How deep a syntax tree may be: the walks over it, and the compiler's, are recursive. */
export const MAX_TREE_DEPTH = 500;

/** A program as a tree. All offsets are UTF-16 code units into `text`. */
export interface ParsedProgram {
  text: string;
  program: Program;
  comments: readonly Comment[];
  parents: ReadonlyMap<Node, Node>;
  /** Errors after which the parser still had the whole tree: such a program is looked at, but never run. */
  problems: readonly SyntaxProblem[];
}

export interface SyntaxProblem {
  message: string;
  start: number;
  end: number;
  /** The source from `start` to `end`. */
  text: string;
}

export type ParseOutcome =
  | { kind: "parsed"; parsed: ParsedProgram }
  | { kind: "syntax"; problems: SyntaxProblem[]; text: string }
  | { kind: "too-large" }
  | { kind: "too-deep" };

/** To be asked before anything else is done with a text. */
export function isTooLarge(text: string): boolean {
  return text.length > MAX_SOURCE_BYTES || Buffer.byteLength(text) > MAX_SOURCE_BYTES;
}

/**
 * Parses TypeScript as a module in which `return` may stand at the top level.
 * Never crashes and never overflows a stack, whatever the text.
 */
export async function parseProgram(text: string): Promise<ParseOutcome> {
  if (isTooLarge(text)) return { kind: "too-large" };
  // The parser is native and recursive: too deep a nesting would end our process with SIGSEGV.
  if (!(await parsesSafely(text, MAX_TREE_DEPTH))) return { kind: "too-deep" };

  const { program, comments, errors } = parseSync("program.ts", text, {
    lang: "ts",
    sourceType: "module",
    astType: "ts",
    preserveParens: true,
  });
  const parents = parentsOf(program);
  if (parents === null) return { kind: "too-deep" };
  const returns = topLevelReturns(parents);
  const problems = errors
    .filter((error) => !isTopLevelReturn(error, returns))
    .map((error) => toProblem(error, text));
  if (problems.length > 0 && program.body.length === 0) return { kind: "syntax", problems, text };
  return { kind: "parsed", parsed: { text, program, comments, parents, problems } };
}

/**
 * Parses what was made of a program that `parseProgram` has accepted, so without the care that it takes.
 * @returns what keeps it from being JavaScript
 */
export function parseJavaScript(code: string): SyntaxProblem[] {
  return parseSync("program.js", code, {
    lang: "js",
    sourceType: "module",
    // What no grammar forbids and no engine loads: a parameter named `await`, a function as the body of an `if`.
    showSemanticErrors: true,
  }).errors.map((error) => toProblem(error, code));
}

/** The parent of every node; `null` when the tree is too deep. Not recursive, since nothing bounds its depth yet. */
function parentsOf(program: Program): Map<Node, Node> | null {
  const parents = new Map<Node, Node>();
  let level: Node[] = [program];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > MAX_TREE_DEPTH) return null;
    const below: Node[] = [];
    for (const node of level) {
      for (const child of childrenOf(node)) {
        parents.set(child, node);
        below.push(child);
      }
    }
    level = below;
  }
  return parents;
}

/** Where the `return`s are that belong to the program, in no class: found once, since each of them is complained of. */
function topLevelReturns(parents: ReadonlyMap<Node, Node>): ReadonlySet<number> {
  const starts = new Set<number>();
  for (const node of parents.keys()) {
    if (node.type === "ReturnStatement" && !isInStaticBlock(node, parents)) starts.add(node.start);
  }
  return starts;
}

function isInStaticBlock(node: Node, parents: ReadonlyMap<Node, Node>): boolean {
  for (let above = parents.get(node); above !== undefined; above = parents.get(above)) {
    if (above.type === "StaticBlock") return true;
  }
  return false;
}

/** The parser's one complaint about a form that is allowed: the statements become the body of a function. */
function isTopLevelReturn(error: OxcError, returns: ReadonlySet<number>): boolean {
  const start = error.labels[0]?.start;
  return (
    error.message.startsWith("A 'return' statement can only be used within a function body") &&
    start !== undefined &&
    returns.has(start)
  );
}

function toProblem(error: OxcError, source: string): SyntaxProblem {
  const { start, end } = error.labels[0] ?? { start: 0, end: 0 };
  const help = error.helpMessage === null ? "" : ` ${error.helpMessage}.`;
  return {
    message: `${error.message.replace(/[.!]?$/, ".")}${help.replace(/\.\.$/, ".")}`,
    start,
    end,
    text: source.slice(start, end),
  };
}
