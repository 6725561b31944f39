import type { IfStatement, Node } from "oxc-parser";
import { staticKey, unwrap } from "../../../../../src/check/ast.ts";
import type { ToolModel } from "../../../../../src/model/types.ts";
import { isText, resultTypeOf } from "../result-types.ts";
import {
  nodesOf,
  outermostOf,
  sourceOf,
  type Draft,
  type Operator,
  type Subject,
} from "../subject.ts";

/**
 * `issue.assignee.login`, `text.match(/x/)[1]`, `list.find(...).name`. What is taken from a list by its index, by
 * `at`, `pop` or `shift` is left alone: the gate trusts a program that it knows its lists (issue 4, no false alarm).
 */
export const ignoredNull: Operator = (subject) => [
  ...[...nodesOf(subject)].flatMap((node) => withoutQuestion(subject, node)),
  ...[...nodesOf(subject)].flatMap((node) => withoutDefault(subject, node)),
  ...[...nodesOf(subject)].flatMap((node) => withoutCheck(subject, node)),
  ...[...nodesOf(subject)].flatMap((node) => withoutFilter(subject, node)),
];

/** `a?.b` becomes `a.b`. */
function withoutQuestion(subject: Subject, node: Node): Draft[] {
  if (node.type !== "MemberExpression" || !node.optional) return [];
  const nullable = nullableOf(subject, node.object);
  if (nullable === null || isMentionedBefore(subject, node.object)) return [];
  const between = sourceOf(subject, { start: node.object.end, end: node.property.start });
  const at = node.object.end + between.indexOf("?.");
  const text = node.computed ? "" : ".";
  return [draft("question mark", [{ start: at, end: at + 2, text }], nullable.tool)];
}

/** `(a ?? b).c` becomes `(a).c`. */
function withoutDefault(subject: Subject, node: Node): Draft[] {
  if (node.type !== "LogicalExpression" || node.operator === "&&") return [];
  const nullable = nullableOf(subject, node.left);
  const outer = outermostOf(subject, node);
  const above = subject.context.parsed.parents.get(outer);
  const isRead =
    (above?.type === "MemberExpression" && above.object === outer && !above.optional) ||
    (above?.type === "ForOfStatement" && above.right === outer) ||
    (above?.type === "SpreadElement" &&
      subject.context.parsed.parents.get(above)?.type === "ArrayExpression");
  if (nullable === null || !isRead || isMentionedBefore(subject, node.left)) return [];
  return [
    draft("default", [{ start: node.left.end, end: node.right.end, text: "" }], nullable.tool),
  ];
}

/** `if (!a) continue;` left out, when `a` is read afterwards. */
function withoutCheck(subject: Subject, node: Node): Draft[] {
  if (node.type !== "IfStatement" || node.alternate !== null || !leaves(node)) return [];
  const { test } = node;
  const checked =
    test.type === "UnaryExpression" && test.operator === "!"
      ? unwrap(test.argument)
      : test.type === "BinaryExpression" &&
          test.right.type === "Literal" &&
          test.right.value === null
        ? unwrap(test.left)
        : null;
  if (checked?.type === "MemberExpression") return withoutCheckOfField(subject, node, checked);
  if (checked?.type !== "Identifier") return [];
  const binding = subject.context.scopes.resolved.get(checked);
  const declarator = binding?.declaration;
  if (declarator?.type !== "VariableDeclarator" || declarator.init === null) return [];
  if (declarator.id !== binding?.identifier) return [];
  const nullable = nullableOf(subject, declarator.init);
  const earlier = binding.references.some((one) => one.start < node.start);
  const later = binding.references.filter((one) => one.start > node.end);
  const [first] = later;
  if (nullable === null || earlier || first === undefined) return [];
  if (!later.some((one) => isReadInto(subject, one)) || !isReadInto(subject, first)) return [];
  return [draft("check", [{ start: node.start, end: node.end, text: ";" }], nullable.tool)];
}

/** `if (!a.b) continue;` left out, when something is read out of `a.b` afterwards and nothing asks before. */
function withoutCheckOfField(subject: Subject, node: IfStatement, checked: Node): Draft[] {
  const nullable = nullableOf(subject, checked);
  const text = sourceOf(subject, checked);
  if (nullable === null || subject.text.slice(0, node.start).includes(text)) return [];
  const isRead = [...nodesOf(subject)].some(
    (one) =>
      one.type === "MemberExpression" &&
      !one.optional &&
      one.start > node.end &&
      sourceOf(subject, one.object) === text,
  );
  if (!isRead) return [];
  return [draft("check", [{ start: node.start, end: node.end, text: ";" }], nullable.tool)];
}

/** `.filter((a) => a.b)` left out before `.map((a) => a.b.c)`. */
function withoutFilter(subject: Subject, node: Node): Draft[] {
  if (node.type !== "CallExpression" || node.callee.type !== "MemberExpression") return [];
  const { callee } = node;
  const [callback] = node.arguments;
  if (staticKey(callee.property, callee.computed) !== "filter") return [];
  if (callback?.type !== "ArrowFunctionExpression") return [];
  const { body } = callback;
  const tested = body.type === "BinaryExpression" && body.operator === "!==" ? body.left : body;
  const nullable = tested.type === "MemberExpression" ? nullableOf(subject, tested) : null;
  if (nullable === null) return [];
  const read = `${sourceOf(subject, tested)}.`;
  if (!subject.text.slice(node.end).includes(read)) return [];
  return [draft("filter", [{ start: callee.object.end, end: node.end, text: "" }], nullable.tool)];
}

function leaves({ consequent }: IfStatement): boolean {
  const last = consequent.type === "BlockStatement" ? consequent.body.at(-1) : consequent;
  return (
    last?.type === "ReturnStatement" ||
    last?.type === "ContinueStatement" ||
    last?.type === "ThrowStatement"
  );
}

/** Whether something is read out of a value in a way that fails for null. */
function isReadInto(subject: Subject, reference: Node): boolean {
  const outer = outermostOf(subject, reference);
  const above = subject.context.parsed.parents.get(outer);
  if (above?.type === "MemberExpression") return above.object === outer && !above.optional;
  return above?.type === "VariableDeclarator" && above.id.type !== "Identifier";
}

/** Whether an expression may be null or undefined for sure, and of which tool's result it comes. */
function nullableOf(subject: Subject, expression: Node): { tool: ToolModel | null } | null {
  const inner = unwrap(expression);
  const result = resultTypeOf(subject, inner);
  const isIndexed = inner.type === "MemberExpression" && inner.computed;
  if (result !== null) {
    return result.nullable && !isIndexed && !isByPosition(inner) ? { tool: result.tool } : null;
  }
  if (inner.type !== "CallExpression" || inner.callee.type !== "MemberExpression") return null;
  const { callee } = inner;
  const method = staticKey(callee.property, callee.computed);
  const object = unwrap(callee.object);
  if (method === "exec" && object.type === "Literal" && "regex" in object) return { tool: null };
  if (method !== "match") return null;
  const text = resultTypeOf(subject, object);
  return text !== null && isText(text) && !text.nullable ? { tool: text.tool } : null;
}

function isByPosition(node: Node): boolean {
  if (node.type !== "CallExpression" || node.callee.type !== "MemberExpression") return false;
  const method = staticKey(node.callee.property, node.callee.computed);
  return method === "at" || method === "pop" || method === "shift";
}

/** Whether the same expression, or the same field, stands further up: it may have been checked there. */
function isMentionedBefore(subject: Subject, expression: Node): boolean {
  const inner = unwrap(expression);
  const before = subject.text.slice(0, expression.start);
  if (inner.type === "MemberExpression" && !inner.computed) {
    return before.includes(`.${sourceOf(subject, inner.property)}`);
  }
  if (inner.type !== "Identifier") return false;
  const binding = subject.context.scopes.resolved.get(inner);
  return binding?.references.some((one) => one.start < inner.start) ?? true;
}

function draft(variant: string, edits: Draft["edits"], tool: ToolModel | null): Draft {
  return { variant, edits, fix: ["?.", "??", "check"], tool };
}
