import type { Node } from "oxc-parser";
import { unwrap, type FunctionNode } from "../ast.ts";
import type { ExplainContext } from "./context.ts";
import { areSameItems, methodOf, objectOf, partOfItems } from "./items.ts";
import { tellsKind } from "./own-kinds.ts";
import { fieldsIn, pathOf, stepsFrom, type Path } from "./paths.ts";

/** What a value may be that it must not be. */
export type Missing = "null" | "undefined";

export const MISSING: readonly Missing[] = ["null", "undefined"];

/** The value of which is asked whether it is there. */
export interface Wanted {
  path: Path;
  missing: readonly Missing[];
  /** How many tests may still be looked at for it: constants that hold two others each are soon many. */
  budget: { left: number };
}

export function wantedAt(path: Path, missing: readonly Missing[]): Wanted {
  return { path, missing, budget: { left: MAX_TESTS } };
}

/** How many tests are looked at for one value, with all that they are made of. */
const MAX_TESTS = 2_000;

/** Functions that say yes only of what is there. */
const ASKING: readonly (readonly [object: string, methods: RegExp])[] = [
  ["Array", /^isArray$/],
  ["Number", /^(?:isFinite|isInteger|isSafeInteger)$/],
];

/**
 * Whether a value is surely there when a test came out as it did: `a.b != null`, `a.b && ...`, `!a.b` that did not hold,
 * a constant that holds such a test, one of the program's own functions that is one, `list.every((item) => item.b)`.
 * The compiler follows a few of these forms only.
 */
export function impliesThere(
  test: Node,
  holds: boolean,
  wanted: Wanted,
  context: ExplainContext,
): boolean {
  wanted.budget.left -= 1;
  if (wanted.budget.left < 0) return false;
  if (tellsKind(test, holds, wanted.path, context)) return true;
  const node = unwrap(test);
  const follow = (next: Node, how = holds): boolean => impliesThere(next, how, wanted, context);
  switch (node.type) {
    case "UnaryExpression":
      return node.operator === "!" && follow(node.argument, !holds);
    case "LogicalExpression":
      if (node.operator === "??") return false;
      return (node.operator === "&&") === holds
        ? follow(node.left) || follow(node.right)
        : follow(node.left) && follow(node.right);
    case "BinaryExpression":
      return isCompared(node, holds, wanted, context);
    case "CallExpression":
      return asks(node, holds, wanted, context) || (holds && reads(node, wanted, context));
    case "Identifier": {
      if (holds && reads(node, wanted, context)) return true;
      const binding = context.flow.constants.bindingOf(node);
      const value = binding ? context.flow.constants.valueOf(binding) : null;
      return value !== null && follow(value);
    }
    default:
      return holds && reads(node, wanted, context);
  }
}

/** Whether an expression is the value, or read out of it: when that is true, or a text, the value is there. */
function reads(expression: Node, { path }: Wanted, context: ExplainContext): boolean {
  let node = unwrap(expression);
  for (let called = objectOf(node); called !== null; called = objectOf(node)) {
    node = unwrap(called);
  }
  const read = pathOf(node, context);
  return read !== null && stepsFrom(path, read) !== null;
}

function isCompared(
  node: Extract<Node, { type: "BinaryExpression" }>,
  holds: boolean,
  wanted: Wanted,
  context: ExplainContext,
): boolean {
  const { operator, left, right } = node;
  if (operator === "in") return holds && reads(right, wanted, context);
  if (operator === "instanceof") return holds && reads(left, wanted, context);
  const sides: [Node, Node][] = [
    [left, right],
    [right, left],
  ];
  if (/^[<>]=?$/.test(operator)) {
    // Of null it may be true: it counts as 0.
    const isTold = holds && !wanted.missing.includes("null");
    return isTold && sides.some(([side]) => reads(side, wanted, context));
  }
  if (!/^[!=]==?$/.test(operator)) return false;
  const isEqual = operator.startsWith("=") === holds;
  return sides.some(([side, other]) =>
    isTold(unwrap(side), unwrap(other), isEqual, operator.length === 2, wanted, context),
  );
}

/** What `side === other`, or that it is not so, tells of the value. */
function isTold(
  side: Node,
  other: Node,
  isEqual: boolean,
  isLoose: boolean,
  wanted: Wanted,
  context: ExplainContext,
): boolean {
  if (side.type === "UnaryExpression" && side.operator === "typeof") {
    if (other.type !== "Literal" || !reads(side.argument, wanted, context)) return false;
    if (isEqual) return other.value !== "undefined" && other.value !== "object";
    return other.value === "undefined" && !wanted.missing.includes("null");
  }
  const nothing = nothingOf(other);
  if (nothing === null) {
    return isEqual && other.type === "Literal" && reads(side, wanted, context);
  }
  if (isEqual || !reads(side, wanted, context)) return false;
  if (isLoose) return true;
  // `a.b?.c !== undefined` tells that `a.b` is there; of the value itself only that it is not that one.
  const read = pathOf(side, context);
  const isPart = read === null || stepsFrom(wanted.path, read) !== "";
  return isPart ? nothing === "undefined" : wanted.missing.every((kind) => kind === nothing);
}

function nothingOf(node: Node): Missing | null {
  if (node.type === "Literal" && node.raw === "null") return "null";
  const isUndefined =
    (node.type === "Identifier" && node.name === "undefined") ||
    (node.type === "UnaryExpression" && node.operator === "void");
  return isUndefined ? "undefined" : null;
}

/** `Boolean(a.b)`, `isThere(a.b)`, `list.every((item) => item.b)`, `list.some((item) => !item.b)` that did not hold. */
function asks(
  call: Extract<Node, { type: "CallExpression" }>,
  holds: boolean,
  wanted: Wanted,
  context: ExplainContext,
): boolean {
  const { constants } = context.flow;
  const [first] = call.arguments;
  if (first === undefined) return false;
  if (constants.isGlobal(call.callee, "Boolean")) {
    return impliesThere(first, holds, wanted, context);
  }
  const object = objectOf(call);
  const method = methodOf(call);
  if (object === null || method === null) {
    const target = constants.functionOf(call.callee);
    return target !== null && isAskedIn(target, call.arguments, holds, wanted, context);
  }
  if (ASKING.some(([name, known]) => known.test(method) && constants.isGlobal(object, name))) {
    return holds && reads(first, wanted, context);
  }
  if (method !== "every" && !/^(?:some|find|findLast)$/.test(method)) return false;
  if (holds !== (method === "every")) return false;
  const part = partOfItems(wanted.path, context);
  if (part === null || !areSameItems(object, part.list, context)) return false;
  return isItemTold(first, holds, part.steps, wanted, context);
}

/** Whether a function says the same of each of its arguments as a test: it is one expression. */
function isAskedIn(
  target: FunctionNode,
  given: readonly Node[],
  holds: boolean,
  wanted: Wanted,
  context: ExplainContext,
): boolean {
  const body = onlyResult(target);
  if (body === null) return false;
  return given.some((argument, index) => {
    const inner = pathInside(target, index, argument, wanted.path, context);
    return inner !== null && impliesThere(body, holds, { ...wanted, path: inner }, context);
  });
}

/** The value as the function's own parameter has it, where the argument is the value or holds it. */
export function pathInside(
  target: FunctionNode,
  index: number,
  argument: Node,
  path: Path,
  context: ExplainContext,
): Path | null {
  const given = pathOf(argument, context);
  const parameter = target.params[index];
  const root = parameter === undefined ? undefined : context.scopes.declared.get(parameter);
  const steps = given === null ? null : stepsFrom(given, path);
  return root === undefined || steps === null ? null : { root, steps };
}

/**
 * Whether a callback that came out so of an item says that a part of the item is there.
 * @param steps from the item to the part
 */
export function isItemTold(
  callback: Node,
  holds: boolean,
  steps: string,
  wanted: Wanted,
  context: ExplainContext,
): boolean {
  const target = context.flow.constants.functionOf(callback);
  const [parameter] = target?.params ?? [];
  const body = target === null ? null : onlyResult(target);
  if (parameter === undefined || body === null) return false;
  return fieldsIn(parameter).some(([name, into]) => {
    const root = context.scopes.declared.get(name);
    if (root === undefined || !`${steps}.`.startsWith(`${into}.`)) return false;
    const path = { root, steps: steps.slice(into.length) };
    return impliesThere(body, holds, { ...wanted, path }, context);
  });
}

/** The one expression that a function is. */
function onlyResult({ body, async, generator }: FunctionNode): Node | null {
  if (body === null || async || generator) return null;
  if (body.type !== "BlockStatement") return body;
  const [only] = body.body;
  return body.body.length === 1 && only?.type === "ReturnStatement" ? only.argument : null;
}
