import type { Node, Program } from "oxc-parser";
import { pathAt, staticKey, unwrap } from "./ast.ts";
import type { RawDiagnostic } from "./compiler.ts";

/** "... can't be used to index type ...": said of the whole of `a[b]`, which begins where `a` does. */
const INDEXED = 7053;

/** "Argument of type ...", said of the whole argument. */
const ARGUMENT = 2345;

/** "No overload matches this call", said of an argument, or of what a callback returns. */
const OVERLOAD = 2769;

/** "'a.b' is possibly null": the compiler writes out what is made of names and dots only, up to a hundred characters. */
const NAMED_NULLABLE = new Set([18047, 18048, 18049]);

/** "Object is possibly null" of anything else. */
const NULLABLE = new Set([2531, 2532, 2533, 2721, 2722, 2723]);

/** The longest text that the compiler writes out. */
const MAX_NAME = 100;

/** Methods that may give nothing. */
const MAY_GIVE_NOTHING = /^(?:find|findLast|match|exec|get|at|pop|shift)$/;

/**
 * A message with its end, which the engine `tsc -p` does not tell, where that says which expression is meant.
 * @param diagnostic with offsets in the program as written
 */
export function withEnd(diagnostic: RawDiagnostic, program: Program): RawDiagnostic {
  if (diagnostic.end > diagnostic.start) return diagnostic;
  const meant = expressionOf(diagnostic, program);
  return meant === undefined ? diagnostic : { ...diagnostic, end: meant.end };
}

function expressionOf({ code, text, start }: RawDiagnostic, program: Program): Node | undefined {
  const isMeant =
    code === INDEXED ||
    code === ARGUMENT ||
    code === OVERLOAD ||
    NAMED_NULLABLE.has(code) ||
    NULLABLE.has(code);
  if (!isMeant) return undefined;
  const path = pathAt(program, start);
  if (code === INDEXED) {
    return path.findLast(
      (node) => node.type === "MemberExpression" && node.computed && node.start === start,
    );
  }
  if (code === ARGUMENT || (code === OVERLOAD && text.includes("Argument of type"))) {
    return path.find((node, depth) => {
      const parent = path[depth - 1];
      const isCall = parent?.type === "CallExpression" || parent?.type === "NewExpression";
      return isCall && node.start === start && parent.callee !== node;
    });
  }
  if (code === OVERLOAD) {
    return path.find((node, depth) => node.start === start && isReturned(node, path[depth - 1]));
  }
  const here = path.filter((node) => node.start === start).toReversed();
  if (NULLABLE.has(code)) return nullableOf(here);
  const name = /^'(.+)' is possibly/.exec(text)?.[1];
  return here.find((node) => nameOf(node) === name);
}

/** Whether an expression is what a callback gives, or one of the two that it chooses from. */
function isReturned(node: Node, parent: Node | undefined): boolean {
  switch (parent?.type) {
    case "ArrowFunctionExpression":
      return parent.body === node;
    case "ConditionalExpression":
      return parent.test !== node;
    default:
      return parent?.type === "ReturnStatement";
  }
}

/** Of expressions that begin at the same place, innermost first, the one that may be missing: as far as can be told. */
function nullableOf(here: readonly Node[]): Node | undefined {
  const read = here.filter((node, depth) => {
    const outer = here[depth + 1];
    if (outer === undefined) return isExpression(node);
    const isRead =
      (outer.type === "MemberExpression" && outer.object === node) ||
      (outer.type === "CallExpression" && outer.callee === node) ||
      outer.type === "BinaryExpression";
    return isRead && (nameOf(node)?.length ?? Infinity) > MAX_NAME;
  });
  return (
    read.find((node) => node.type === "ChainExpression") ??
    read.find((node) => MAY_GIVE_NOTHING.test(methodOf(node))) ??
    read.find((node) => node.type === "ParenthesizedExpression" && nameOf(unwrap(node)) !== null) ??
    read.find(
      (node, depth) => node.type === "MemberExpression" && !isCalled(node, read[depth + 1]),
    ) ??
    read[0]
  );
}

function isExpression({ type }: Node): boolean {
  return type === "CallExpression" || type === "MemberExpression" || type === "ChainExpression";
}

function isCalled(node: Node, outer: Node | undefined): boolean {
  return outer?.type === "CallExpression" && outer.callee === node;
}

function methodOf(node: Node): string {
  if (node.type !== "CallExpression" || node.callee.type !== "MemberExpression") return "";
  return staticKey(node.callee.property, node.callee.computed) ?? "";
}

/** The text of what is made of names and dots only, as the compiler writes it. */
function nameOf(node: Node): string | null {
  const parts: string[] = [];
  let at = node;
  while (at.type === "MemberExpression" || at.type === "ChainExpression") {
    if (at.type === "ChainExpression") {
      at = at.expression;
      continue;
    }
    if (at.computed || at.property.type !== "Identifier") return null;
    parts.push(at.property.name);
    at = at.object;
  }
  if (at.type === "Identifier") parts.push(at.name);
  else if (at.type === "ThisExpression") parts.push("this");
  else return null;
  return parts.toReversed().join(".");
}
