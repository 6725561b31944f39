import type { Node } from "oxc-parser";
import { isFunction, staticKey, unwrap } from "../ast.ts";
import { findingAt, type Finding } from "../finding.ts";
import type { RuleContext } from "./context.ts";

/** `try { return tool(); } catch ...`: the promise is handed on before it fails, and the `catch` never sees it. */
export function checkLostErrors(context: RuleContext): Finding[] {
  const { flow, parsed } = context;
  const findings: Finding[] = [];
  for (const node of parsed.parents.keys()) {
    if (node.type !== "ReturnStatement" || node.argument === null) continue;
    const { argument } = node;
    if (flow.promises.kindOf(argument) !== "promise" || !flow.callsTools(argument)) continue;
    if (handlesErrors(argument) || !isInTry(node, parsed.parents)) continue;
    const text = parsed.text.slice(argument.start, argument.end);
    const isShort = text.length <= 60 && !text.includes("\n");
    findings.push(
      findingAt(
        "CHECK_LOST_ERROR",
        node,
        "The promise is returned before it fails, so that this `catch` never sees its error.",
        `Write \`return await ${isShort ? text : "..."};\`.`,
      ),
    );
  }
  return findings;
}

/** `.catch(...)` and the like somewhere in the chain, or `Promise.allSettled(...)`. */
function handlesErrors(expression: Node): boolean {
  let node = unwrap(expression);
  while (node.type === "CallExpression") {
    const callee = unwrap(node.callee);
    if (callee.type !== "MemberExpression") return false;
    const method = staticKey(callee.property, callee.computed) ?? "";
    if (method === "catch" || method === "allSettled") return true;
    if (method === "then" && node.arguments.length > 1) return true;
    node = unwrap(callee.object);
  }
  return false;
}

/** Whether a statement is in the `try` of its own function that has a `catch`. */
function isInTry(statement: Node, parents: ReadonlyMap<Node, Node>): boolean {
  let below = statement;
  for (let at = parents.get(below); at !== undefined; at = parents.get(at)) {
    if (isFunction(at)) return false;
    if (at.type === "TryStatement" && at.block === below && at.handler !== null) return true;
    below = at;
  }
  return false;
}
