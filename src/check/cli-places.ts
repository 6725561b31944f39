import type { Program } from "oxc-parser";
import { pathAt } from "./ast.ts";
import type { RawDiagnostic } from "./compiler.ts";

/** "... can't be used to index type ...": said of the whole of `a[b]`, which begins where `a` does. */
const INDEXED = 7053;

/**
 * A message with its end, which the engine `tsc -p` does not tell, where that says which expression is meant.
 * @param diagnostic with offsets in the program as written
 */
export function withEnd(diagnostic: RawDiagnostic, program: Program): RawDiagnostic {
  const { code, start, end } = diagnostic;
  if (end > start || code !== INDEXED) return diagnostic;
  const indexed = pathAt(program, start).findLast(
    (node) => node.type === "MemberExpression" && node.computed && node.start === start,
  );
  return indexed === undefined ? diagnostic : { ...diagnostic, end: indexed.end };
}
