import type { Node } from "oxc-parser";
import { staticKey } from "../ast.ts";
import type { CompilerFinding, ExplainContext } from "./context.ts";

/** The longest expression that is repeated in a message. */
const MAX_QUOTED = 60;

/** An expression of the program in backticks, or `This value` where it is too long to be repeated. */
export function quoteSource(node: Node, context: ExplainContext): string {
  const text = shortSource(node, context);
  return text === null ? "This value" : `\`${text}\``;
}

/** The text of an expression; `null` where it is too long or has several lines. */
export function shortSource({ start, end }: Node, { parsed }: ExplainContext): string | null {
  const text = parsed.text.slice(start, end);
  return text === "" || text.length > MAX_QUOTED || text.includes("\n") ? null : text;
}

/** The `a.b` whose `b` a message is about. */
export function readFrom({ path, start }: CompilerFinding): { object: Node; field: string } | null {
  const member = path.findLast(
    (node) => node.type === "MemberExpression" && node.property.start === start,
  );
  if (member?.type !== "MemberExpression") return null;
  const field = staticKey(member.property, member.computed);
  return field === null ? null : { object: member.object, field };
}
