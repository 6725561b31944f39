import type { Node } from "oxc-parser";
import { isFunction, unwrap, walk } from "../ast.ts";
import type { ExplainContext } from "./context.ts";
import {
  impliesThere,
  isItemTold,
  pathInside,
  wantedAt,
  type Missing,
  type Wanted,
} from "./implied.ts";
import { methodOf, partOfItems, sourcesOf } from "./items.ts";
import { isUnwritten, pathOf } from "./paths.ts";

/** How many of the program's own functions that throw are followed one into another. */
const MAX_DEPTH = 4;

/**
 * Whether the program has made sure, before it gets there, that a value is neither null nor undefined: by a test around
 * the place, by leaving it before (`if (!ok) return`, `assert(a.b)`), by what a list was searched or filled by. Only of
 * what is never given another value.
 */
export function isCheckedBefore(
  subject: Node,
  missing: readonly Missing[],
  context: ExplainContext,
): boolean {
  const path = pathOf(subject, context);
  if (path === null || !isUnwritten(path, context)) return false;
  const wanted = wantedAt(path, missing);
  return (
    isCheckedAround(subject, wanted, context) ||
    isSearchedFor(wanted, context) ||
    isFiltered(wanted, context) ||
    isPushedChecked(wanted, context)
  );
}

function isCheckedAround(place: Node, wanted: Wanted, context: ExplainContext): boolean {
  let below = place;
  for (
    let at = context.parsed.parents.get(below);
    at !== undefined;
    at = context.parsed.parents.get(at)
  ) {
    if (isToldBy(at, below, wanted, context)) return true;
    below = at;
  }
  return false;
}

/** What a node tells of a value where one of its parts is reached. */
function isToldBy(at: Node, below: Node, wanted: Wanted, context: ExplainContext): boolean {
  const tells = (test: Node, holds: boolean): boolean => impliesThere(test, holds, wanted, context);
  switch (at.type) {
    case "IfStatement":
    case "ConditionalExpression":
      if (below === at.consequent) return tells(at.test, true);
      return below === at.alternate && tells(at.test, false);
    case "LogicalExpression":
      if (below !== at.right || at.operator === "??") return false;
      return tells(at.left, at.operator === "&&");
    case "WhileStatement":
      return below === at.body && tells(at.test, true);
    case "ForStatement":
      return at.test !== null && below !== at.init && below !== at.test && tells(at.test, true);
    case "BlockStatement":
    case "Program":
      return isToldByOneOf(at.body, below, wanted, context);
    case "SwitchCase":
      return isToldByOneOf(at.consequent, below, wanted, context);
    default:
      return false;
  }
}

function isToldByOneOf(
  statements: readonly Node[],
  below: Node | null,
  wanted: Wanted,
  context: ExplainContext,
  depth = 0,
): boolean {
  for (const statement of statements) {
    if (statement === below) return false;
    if (isToldAfter(statement, wanted, context, depth)) return true;
  }
  return false;
}

/** What a statement tells of a value when the program goes on behind it. */
function isToldAfter(
  statement: Node,
  wanted: Wanted,
  context: ExplainContext,
  depth: number,
): boolean {
  const tells = (test: Node, holds: boolean): boolean => impliesThere(test, holds, wanted, context);
  if (statement.type === "IfStatement") {
    const { test, consequent, alternate } = statement;
    if (leaves(consequent, context)) return tells(test, false);
    return alternate !== null && leaves(alternate, context) && tells(test, true);
  }
  if (statement.type !== "ExpressionStatement") return false;
  const expression = unwrap(statement.expression);
  if (expression.type === "LogicalExpression") {
    if (expression.operator === "??" || !throws(expression.right, context)) return false;
    return tells(expression.left, expression.operator === "||");
  }
  return isAssertedBy(expression, wanted, context, depth + 1);
}

/** `assert(a.b)`, `mustBeThere(a.b)`: a function of the program that throws for what is not so. */
function isAssertedBy(call: Node, wanted: Wanted, context: ExplainContext, depth: number): boolean {
  if (depth > MAX_DEPTH || call.type !== "CallExpression") return false;
  const target = context.flow.constants.functionOf(call.callee);
  if (target?.body?.type !== "BlockStatement" || target.async || target.generator) return false;
  const statements = target.body.body;
  return call.arguments.some((argument, index) => {
    const path = pathInside(target, index, argument, wanted.path, context);
    if (path !== null && isToldByOneOf(statements, null, { ...wanted, path }, context, depth)) {
      return true;
    }
    const parameter = target.params[index];
    const isDemanded = statements.some(
      (one) =>
        one.type === "IfStatement" &&
        leaves(one.consequent, context) &&
        one.test.type === "UnaryExpression" &&
        one.test.operator === "!" &&
        parameter !== undefined &&
        pathOf(one.test.argument, context)?.root === context.scopes.declared.get(parameter),
    );
    return isDemanded && impliesThere(argument, true, wanted, context);
  });
}

/** Whether the program does not go on behind a statement. */
function leaves(statement: Node, context: ExplainContext): boolean {
  switch (statement.type) {
    case "BlockStatement": {
      const last = statement.body.at(-1);
      return last !== undefined && leaves(last, context);
    }
    case "ReturnStatement":
    case "ThrowStatement":
    case "ContinueStatement":
    case "BreakStatement":
      return true;
    case "ExpressionStatement":
      return throws(statement.expression, context);
    default:
      return false;
  }
}

/** `fail("no such issue")`: a call of one of the program's own functions that does nothing but throw in the end. */
function throws(expression: Node, { flow }: ExplainContext): boolean {
  const call = unwrap(expression);
  const target = call.type === "CallExpression" ? flow.constants.functionOf(call.callee) : null;
  if (target?.body?.type !== "BlockStatement" || target.async || target.generator) return false;
  if (target.body.body.at(-1)?.type !== "ThrowStatement") return false;
  let returns = false;
  walk(target.body, (node) => {
    returns ||= node.type === "ReturnStatement";
    return !isFunction(node);
  });
  return !returns;
}

/** `const bug = issues.find((issue) => issue.assignee)`: what was looked for has it. */
function isSearchedFor(wanted: Wanted, context: ExplainContext): boolean {
  const { root, steps } = wanted.path;
  if (steps === "") return false;
  const value = context.flow.constants.valueOf(root);
  if (value === null || !/^(?:find|findLast)$/.test(methodOf(value) ?? "")) return false;
  const [callback] = value.type === "CallExpression" ? value.arguments : [];
  return callback !== undefined && isItemTold(callback, true, steps, wanted, context);
}

/** `results.filter((one) => one.ok).map((one) => one.value)`: what the filter lets through has it. */
function isFiltered(wanted: Wanted, context: ExplainContext): boolean {
  const part = partOfItems(wanted.path, context);
  if (part === null) return false;
  return sourcesOf(part.list, context).some((source) => {
    if (source.type !== "CallExpression" || methodOf(source) !== "filter") return false;
    const [callback] = source.arguments;
    return callback !== undefined && isItemTold(callback, true, part.steps, wanted, context);
  });
}

/** `if (issue.assignee) assigned.push(issue)`: each item of a list that the program filled itself was looked at before. */
function isPushedChecked(wanted: Wanted, context: ExplainContext): boolean {
  const part = partOfItems(wanted.path, context);
  const list = part === null ? undefined : sourcesOf(part.list, context).at(-1);
  if (part === null || list?.type !== "ArrayExpression" || list.elements.length > 0) return false;
  const holder = context.parsed.parents.get(list);
  if (holder?.type !== "VariableDeclarator") return false;
  const binding = context.scopes.declared.get(holder.id);
  const calls = binding?.references.map((reference) => pushOf(reference, context)) ?? [];
  if (calls.includes("other")) return false;
  const pushed = calls.flatMap((call) => (call === null || call === "other" ? [] : call.arguments));
  return (
    pushed.length > 0 &&
    pushed.every((item) => {
      const given = pathOf(item, context);
      if (given === null || !context.flow.constants.isNeverWritten(given.root.identifier)) {
        return false;
      }
      const path = { root: given.root, steps: `${given.steps}${part.steps}` };
      return isCheckedAround(item, { ...wanted, path }, context);
    })
  );
}

/** The `push` on a list; `null` where the list is only read, `other` where it may be filled in another way. */
function pushOf(reference: Node, { parsed }: ExplainContext) {
  const member = parsed.parents.get(reference);
  if (member?.type !== "MemberExpression" || member.object !== reference) {
    // Gone through, spread, or held by another name: what that one pushes is not seen.
    const isRead =
      (member?.type === "ForOfStatement" && member.right === reference) ||
      member?.type === "SpreadElement" ||
      member?.type === "ReturnStatement" ||
      member?.type === "Property";
    return isRead ? null : "other";
  }
  const call = parsed.parents.get(member);
  if (call?.type !== "CallExpression" || call.callee !== member) {
    const isWritten = call?.type === "AssignmentExpression" && call.left === member;
    return isWritten ? "other" : null;
  }
  const method = methodOf(call);
  if (method === "push") return call;
  return method === null || /^(?:unshift|splice|fill|copyWithin)$/.test(method) ? "other" : null;
}
