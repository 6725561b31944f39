import type { CallExpression, Node } from "oxc-parser";
import { staticKey, unwrap } from "../ast.ts";
import { findingAt, type Finding } from "../finding.ts";
import type { PromiseUse } from "../flow/uses.ts";
import type { RuleContext } from "./context.ts";

const CANCELLED = "calls that are still open when the program ends are cancelled.";

/** Calls of tools, and of what calls them, for whose end nothing waits. */
export function checkFloating(context: RuleContext): Finding[] {
  const { flow, parsed } = context;
  const findings: Finding[] = [];
  const lists = new Set<Node>();
  for (const node of parsed.parents.keys()) {
    if (!isOrigin(node, context)) continue;
    const kind = flow.promises.kindOf(node);
    if (kind === null || !flow.callsTools(node)) continue;
    const use = flow.uses.of(node, kind);
    if (use.kind !== "dropped") continue;
    if (use.how === "list") {
      // Said once for the list, not for each call in it.
      if (!lists.has(use.by)) findings.push(leftInList(node, use.by, context));
      lists.add(use.by);
    } else findings.push(floating(node, use, context));
  }
  return findings;
}

/** Whether a node makes a promise, or a list of them: what only hands one on is told where it was made. */
function isOrigin(node: Node, { flow }: RuleContext): node is CallExpression {
  if (node.type === "NewExpression") return flow.promises.kindOf(node) === "promise";
  if (node.type !== "CallExpression") return false;
  const callee = unwrap(node.callee);
  if (callee.type !== "MemberExpression") return true;
  // `.then(...)` of a promise, `.filter(...)` of a list of them.
  return flow.promises.kindOf(callee.object) === null;
}

function floating(
  node: CallExpression,
  { how }: Extract<PromiseUse, { kind: "dropped" }>,
  context: RuleContext,
): Finding {
  const name = nameOf(node, context);
  if (how === "forEach") {
    return findingAt(
      "CHECK_FLOATING",
      node,
      `${name} is not awaited: \`forEach\` does not wait for what its callback gives.`,
      "Use `for (const item of items) { await ... }` or `await Promise.all(items.map((item) => ...))`.",
    );
  }
  if (how === "void") {
    return findingAt(
      "CHECK_FLOATING",
      node,
      `${name} is not awaited, and \`void\` does not keep it alive: ${CANCELLED}`,
      "Write `await` instead of `void`, or collect the promise and `await Promise.all(...)` before the program ends.",
    );
  }
  if (context.flow.promises.kindOf(node) === "promises") {
    return findingAt(
      "CHECK_FLOATING",
      node,
      `${name} gives a list of promises, and nothing waits for them.`,
      `Write \`await Promise.all(${shortText(node, context) ?? "..."})\`: ${CANCELLED}`,
    );
  }
  return findingAt("CHECK_FLOATING", node, `${name} is not awaited.`);
}

function leftInList(node: Node, list: Node, context: RuleContext): Finding {
  const name = context.parsed.text.slice(list.start, list.end);
  return findingAt(
    "CHECK_FLOATING",
    node,
    `${nameOf(node, context)} is put into \`${name}\`, and nothing waits for what is in it.`,
    `Write \`await Promise.all(${name})\` before the program ends: ${CANCELLED}`,
  );
}

function nameOf(node: Node, context: RuleContext): string {
  const tool = context.flow.toolAt(node);
  if (tool !== null) return `\`${tool.server}.${tool.tool}(...)\``;
  if (node.type === "NewExpression") return "`new Promise(...)`";
  if (node.type !== "CallExpression") return "The promise";
  const callee = unwrap(node.callee);
  if (callee.type === "Identifier") return `\`${callee.name}(...)\``;
  if (callee.type !== "MemberExpression") return "The call of this async function";
  const text = shortText(callee, context);
  const method = staticKey(callee.property, callee.computed) ?? "";
  return text === null ? `\`.${method}(...)\`` : `\`${text}(...)\``;
}

function shortText({ start, end }: Node, { parsed }: RuleContext): string | null {
  const text = parsed.text.slice(start, end);
  return text.length <= 60 && !text.includes("\n") ? text : null;
}
