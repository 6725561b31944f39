import type { CallExpression, Node } from "oxc-parser";
import { isFunction, staticKey, unwrap } from "../../../../src/check/ast.ts";
import type { NamedType, ToolModel, TypeNode } from "../../../../src/model/types.ts";
import type { Subject } from "./subject.ts";

/** What a part of a tool's result is, as far as it can be followed without a compiler. */
export interface ResultType {
  tool: ToolModel;
  type: TypeNode;
  /** Whether it may be null, undefined or left out. */
  nullable: boolean;
}

/** Methods that give the list they are called on, more or less. */
const SAME_LIST = new Set(["filter", "slice", "sort", "toSorted", "reverse", "toReversed"]);

/** Methods that give one of the items, or nothing. */
const ONE_ITEM = new Set(["find", "findLast", "at", "pop", "shift"]);

/** Methods whose callback is given an item first. */
const EACH_ITEM = new Set([
  "map",
  "filter",
  "forEach",
  "find",
  "findLast",
  "findIndex",
  "some",
  "every",
  "flatMap",
]);

/** The part of a tool's result that an expression is; `null` when that is not known for sure. */
export function resultTypeOf(subject: Subject, expression: Node, depth = 0): ResultType | null {
  if (depth > 20) return null;
  const next = (node: Node): ResultType | null => resultTypeOf(subject, node, depth + 1);
  switch (expression.type) {
    case "ParenthesizedExpression":
    case "ChainExpression":
    case "TSSatisfiesExpression":
      return next(expression.expression);
    case "TSNonNullExpression":
      return withoutNull(next(expression.expression));
    case "AwaitExpression":
      return awaited(subject, expression.argument);
    case "Identifier":
      return ofIdentifier(subject, expression, depth);
    case "MemberExpression": {
      const object = next(expression.object);
      if (object === null) return null;
      const key = staticKey(expression.property, expression.computed);
      if (key !== null && !/^\d+$/.test(key)) return propertyOf(object, key);
      return itemsOf(object);
    }
    case "CallExpression":
      return ofCall(subject, expression, depth);
    default:
      return null;
  }
}

/** The properties of an object, its references followed; `null` when it is anything else or takes further ones. */
export function objectOf({ tool, type }: ResultType) {
  const object = dereference(type, tool.output);
  return object.kind === "object" && object.indexes.length === 0 ? object : null;
}

export function isText({ tool, type }: ResultType): boolean {
  return dereference(type, tool.output).kind === "string";
}

export function dereference(type: TypeNode, named: NamedType | null): TypeNode {
  let inner = type;
  for (let hops = 0; inner.kind === "reference" && hops < 20; hops += 1) {
    const { name } = inner;
    inner = named?.declarations.find((one) => one.name === name)?.type ?? { kind: "unknown" };
  }
  return inner;
}

function propertyOf(object: ResultType, key: string): ResultType | null {
  const property = objectOf(object)?.properties.find(({ name }) => name === key);
  if (property === undefined) return null;
  return withMarkedNull({
    tool: object.tool,
    type: property.type,
    nullable: property.optional || object.nullable,
  });
}

function itemsOf(list: ResultType): ResultType | null {
  const type = dereference(list.type, list.tool.output);
  return type.kind === "array"
    ? withMarkedNull({ tool: list.tool, type: type.items, nullable: false })
    : null;
}

/** `T | null` becomes a nullable `T`. */
function withMarkedNull(result: ResultType): ResultType {
  const type = dereference(result.type, result.tool.output);
  if (type.kind !== "union") return { ...result, type };
  const rest = type.members.filter(({ kind }) => kind !== "null" && kind !== "undefined");
  if (rest.length === type.members.length) return { ...result, type };
  const [only] = rest;
  return {
    tool: result.tool,
    type: rest.length === 1 && only !== undefined ? only : { kind: "union", members: rest },
    nullable: true,
  };
}

function withoutNull(result: ResultType | null): ResultType | null {
  return result === null ? null : { ...result, nullable: false };
}

/** What awaiting an expression gives, when it is a call of a tool. */
function awaited(subject: Subject, promise: Node): ResultType | null {
  const inner = unwrap(promise);
  const call = subject.calls.find(({ node }) => node === inner);
  if (call === undefined || call.raw) return null;
  const { tool } = call;
  return withMarkedNull({
    tool,
    type: tool.output === null ? { kind: "string" } : tool.output.type,
    nullable: false,
  });
}

function ofCall(subject: Subject, call: CallExpression, depth: number): ResultType | null {
  const callee = unwrap(call.callee);
  if (callee.type !== "MemberExpression") return null;
  const method = staticKey(callee.property, callee.computed);
  if (method === null || !(SAME_LIST.has(method) || ONE_ITEM.has(method))) return null;
  const list = resultTypeOf(subject, callee.object, depth + 1);
  if (list === null || dereference(list.type, list.tool.output).kind !== "array") return null;
  if (SAME_LIST.has(method)) return withoutNull(list);
  const item = itemsOf(list);
  return item === null ? null : { ...item, nullable: true };
}

function ofIdentifier(subject: Subject, identifier: Node, depth: number): ResultType | null {
  const binding = subject.context.scopes.resolved.get(identifier);
  return binding === null || binding === undefined
    ? null
    : ofBinding(subject, binding.identifier, binding.declaration, depth);
}

/** What a declared name holds: `const x = ...`, a pattern, the variable of a loop, an item given to a callback. */
export function ofBinding(
  subject: Subject,
  identifier: Node,
  declaration: Node,
  depth = 0,
): ResultType | null {
  const { parents } = subject.context.parsed;
  if (declaration.type === "VariableDeclarator") {
    const list = parents.get(declaration);
    if (list?.type !== "VariableDeclaration" || list.kind !== "const") return null;
    const loop = parents.get(list);
    const isLoop = loop?.type === "ForOfStatement" && loop.left === list && !loop.await;
    const source = isLoop ? loop.right : declaration.init;
    if (source === null) return null;
    const whole = resultTypeOf(subject, source, depth + 1);
    if (whole === null) return null;
    const start = isLoop ? itemsOf(whole) : whole;
    return start === null ? null : throughPattern(declaration.id, identifier, start);
  }
  if (!isFunction(declaration)) return null;
  const item = givenToCallback(subject, declaration, identifier, depth);
  return item;
}

function givenToCallback(
  subject: Subject,
  callback: Node,
  identifier: Node,
  depth: number,
): ResultType | null {
  const call = subject.context.parsed.parents.get(callback);
  if (call?.type !== "CallExpression" || call.arguments[0] !== callback || !isFunction(callback)) {
    return null;
  }
  const position = callback.params.findIndex(
    (one) => one.start <= identifier.start && identifier.end <= one.end,
  );
  const parameter = callback.params[position];
  const callee = unwrap(call.callee);
  if (parameter === undefined || callee.type !== "MemberExpression") return null;
  const method = staticKey(callee.property, callee.computed);
  if (method === "then" && position === 0) {
    const whole = awaited(subject, callee.object);
    return whole === null ? null : throughPattern(parameter, identifier, whole);
  }
  const wanted =
    method === "reduce" ? [1] : method === "sort" || method === "toSorted" ? [0, 1] : [0];
  const known = EACH_ITEM.has(method ?? "") || wanted.length === 2 || method === "reduce";
  if (!known || !wanted.includes(position)) return null;
  const list = resultTypeOf(subject, callee.object, depth + 1);
  const item = list === null ? null : itemsOf(list);
  return item === null ? null : throughPattern(parameter, identifier, item);
}

/** From what a pattern is given to what one name in it holds. */
function throughPattern(pattern: Node, identifier: Node, given: ResultType): ResultType | null {
  if (pattern === identifier) return hasAnnotation(pattern) ? null : given;
  if (hasAnnotation(pattern)) return null;
  if (pattern.type === "AssignmentPattern") {
    return throughPattern(pattern.left, identifier, { ...given, nullable: false });
  }
  const holds = (node: Node | null): node is Node =>
    node !== null && node.start <= identifier.start && identifier.end <= node.end;
  if (pattern.type === "ArrayPattern") {
    const element = pattern.elements.find(holds);
    const item = itemsOf(given);
    if (item === null || element === undefined || element === null) return null;
    if (element.type === "RestElement") return null;
    return throughPattern(element, identifier, item);
  }
  if (pattern.type !== "ObjectPattern") return null;
  const property = pattern.properties.find(holds);
  if (property?.type !== "Property") return null;
  const key = staticKey(property.key, property.computed);
  const value = key === null ? null : propertyOf(given, key);
  return value === null ? null : throughPattern(property.value, identifier, value);
}

function hasAnnotation(pattern: Node): boolean {
  return "typeAnnotation" in pattern && pattern.typeAnnotation != null;
}

/** What is given to a pattern as a whole, for patterns that take a result apart. */
export function givenToPattern(subject: Subject, pattern: Node): ResultType | null {
  const { parents } = subject.context.parsed;
  if (hasAnnotation(pattern)) return null;
  const above = parents.get(pattern);
  if (above === undefined) return null;
  if (above.type === "VariableDeclarator" && above.id === pattern) {
    return ofBinding(subject, pattern, above);
  }
  if (isFunction(above)) return givenToCallback(subject, above, pattern, 0);
  return null;
}
