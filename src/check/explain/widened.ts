import type { Node } from "oxc-parser";
import type { ExplainContext } from "./context.ts";
import { widenedAt } from "./literals.ts";
import { cut } from "./signature.ts";

/** The longest literal that is repeated in advice. */
const MAX_LITERAL = 80;

/**
 * What to write so that the compiler keeps the strings of a list or an object, which to it are any strings.
 * @param expected the type that is wanted
 */
export function adviseConst(value: Node, expected: string, context: ExplainContext): string {
  const { parsed } = context;
  const widened = widenedAt(value, context);
  if (widened?.type === "Identifier") {
    return `If it always holds one of these, declare \`${widened.name}: ${cut(expected, MAX_LITERAL)}\`.`;
  }
  if (widened === null) {
    return `If it always holds one of these, declare it so: \`const value: ${cut(expected, MAX_LITERAL)} = ...\`.`;
  }
  const text = parsed.text.slice(widened.start, widened.end);
  const written = text.length <= MAX_LITERAL && !text.includes("\n") ? text : shape(widened);
  const isWhole = parsed.parents.get(widened)?.type !== "MemberExpression";
  const code = isWhole ? `${written} as const` : `(${written} as const)`;
  return `Add \`as const\` where it is written: \`${code}\`.`;
}

function shape(literal: Node): string {
  if (literal.type === "ArrayExpression") return "[...]";
  return literal.type === "ObjectExpression" ? "{ ... }" : "...";
}
