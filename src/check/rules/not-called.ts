import type { Node } from "oxc-parser";
import { staticKey, unwrap } from "../ast.ts";
import { findingAt, type Finding } from "../finding.ts";
import type { RuleContext } from "./context.ts";

/** `await github.get_me`, without its parentheses: the function itself, which is nothing to wait for or to return. */
export function checkNotCalled(context: RuleContext): Finding[] {
  const { uses, index, parsed, flow } = context;
  return uses.uses.flatMap(({ server, access }) => {
    if (access?.type !== "MemberExpression") return [];
    const tool = staticKey(access.property, access.computed);
    if (tool === null || index.servers.get(server)?.tools.has(tool) !== true) return [];
    let value: Node = access;
    let above = parsed.parents.get(value);
    while (above !== undefined && unwrap(above) === access) {
      value = above;
      above = parsed.parents.get(value);
    }
    const isMeantAsCall =
      above?.type === "AwaitExpression" ||
      above?.type === "TemplateLiteral" ||
      above?.type === "ExpressionStatement" ||
      (above !== undefined && flow.uses.resultOf(above) === value);
    if (!isMeantAsCall) return [];
    return [
      findingAt(
        "CHECK_NOT_CALLED",
        access,
        `\`${server}.${tool}\` is not called: without parentheses it is only the function.`,
        `Write \`await ${server}.${tool}(...)\`.`,
      ),
    ];
  });
}
