import type { Node } from "oxc-parser";
import { isFunction, staticKey, unwrap, walk } from "../ast.ts";
import type { CompilerFinding, ExplainContext, Explainer } from "./context.ts";

/** What the compiler says when a value may be undefined: read from, passed on, used as a name. */
const MAY_BE_UNDEFINED = new Set([18048, 2532, 2722, 2322, 2345, 2538, 2488]);

const SAYS_UNDEFINED =
  /possibly 'undefined'|'undefined' (?:is not assignable|cannot be used)|undefined'/;

/**
 * `while (queue.length) use(queue.shift())`, `if (!groups.has(k)) groups.set(k, []); groups.get(k).push(x)`: the program
 * has made sure that there is an item, which the type of `shift`, `pop` and `get` does not know.
 */
export const explainTakenItem: Explainer = (finding, context) => {
  if (!MAY_BE_UNDEFINED.has(finding.code) || !SAYS_UNDEFINED.test(finding.text)) return undefined;
  const call = takingCall(finding, context);
  if (call === null) return undefined;
  return isSure(call, context) ? null : undefined;
};

type Call = Extract<Node, { type: "CallExpression" }>;

/** The `shift()`, `pop()` or `get(...)` that the value is, or was when its constant was declared. */
function takingCall({ path, start, end }: CompilerFinding, context: ExplainContext): Call | null {
  for (const node of path.toReversed()) {
    const value = node.type === "Property" ? node.value : node;
    if (value.start > start || value.end < Math.min(end, value.end)) continue;
    const inner = unwrap(value);
    const binding = context.flow.constants.bindingOf(inner);
    const taken = binding ? context.flow.constants.valueOf(binding) : inner;
    if (taken?.type === "CallExpression" && methodOf(taken) !== null) return taken;
    if (inner.type === "CallExpression" || node.type.endsWith("Statement")) return null;
  }
  return null;
}

function methodOf({ callee }: Call): "take" | "get" | null {
  if (callee.type !== "MemberExpression") return null;
  const name = staticKey(callee.property, callee.computed);
  if (name === "shift" || name === "pop") return "take";
  return name === "get" ? "get" : null;
}

function isSure(call: Call, context: ExplainContext): boolean {
  if (call.callee.type !== "MemberExpression") return false;
  const list = textOf(call.callee.object, context);
  return methodOf(call) === "get"
    ? isKnownKey(call, list, context)
    : isNotEmpty(call, `${list}.length`, context);
}

/** Whether a condition around the call, or one that leaves before it, looks at the length of the list. */
function isNotEmpty(call: Node, length: string, context: ExplainContext): boolean {
  const { parents } = context.parsed;
  let below = call;
  for (let at = parents.get(below); at !== undefined && !isFunction(at); at = parents.get(at)) {
    const test = testOf(at, below);
    if (test !== null && textOf(test, context).includes(length)) return true;
    if (at.type === "BlockStatement" || at.type === "Program") {
      const before = at.body.slice(0, at.body.indexOf(below as (typeof at.body)[number]));
      if (before.some((one) => leavesWhen(one, length, context))) return true;
    }
    below = at;
  }
  return false;
}

function testOf(node: Node, branch: Node): Node | null {
  switch (node.type) {
    case "IfStatement":
    case "ConditionalExpression":
      return node.consequent === branch ? node.test : null;
    case "WhileStatement":
    case "DoWhileStatement":
    case "ForStatement":
      return node.body === branch ? node.test : null;
    case "LogicalExpression":
      return node.right === branch && node.operator === "&&" ? node.left : null;
    default:
      return null;
  }
}

/** `if (list.length === 0) return;` */
function leavesWhen(statement: Node, length: string, context: ExplainContext): boolean {
  if (statement.type !== "IfStatement") return false;
  const { consequent, test } = statement;
  const last = consequent.type === "BlockStatement" ? consequent.body.at(-1) : consequent;
  if (!/^(?:Return|Break|Continue|Throw)Statement$/.test(last?.type ?? "")) return false;
  return textOf(test, context).includes(length);
}

/** Whether the function asks the same map for the same key with `has`, or sets it. */
function isKnownKey(call: Call, map: string, context: ExplainContext): boolean {
  const [key] = call.arguments;
  if (key === undefined) return false;
  const keyText = textOf(key, context);
  let home: Node = call;
  for (
    let at = context.parsed.parents.get(home);
    at !== undefined;
    at = context.parsed.parents.get(at)
  ) {
    home = at;
    if (isFunction(at)) break;
  }
  let found = false;
  walk(home, (node) => {
    if (found || node.start >= call.start) return false;
    if (node.type !== "CallExpression" || node.callee.type !== "MemberExpression") return true;
    const name = staticKey(node.callee.property, node.callee.computed);
    const [first] = node.arguments;
    found =
      (name === "has" || name === "set") &&
      first !== undefined &&
      textOf(first, context) === keyText &&
      textOf(node.callee.object, context) === map;
    return !found;
  });
  return found;
}

function textOf({ start, end }: Node, { parsed }: ExplainContext): string {
  return parsed.text.slice(start, end);
}
