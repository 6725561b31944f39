import type { Node } from "oxc-parser";
import { isFunction, staticKey, unwrap, type FunctionNode } from "../ast.ts";
import { isWriteTarget } from "../flow/constants.ts";
import type { Binding } from "../scope.ts";
import type { ExplainContext } from "./context.ts";
import { onlyResult, valuesOfParameter } from "./parameters.ts";

/** How far a value is followed through variables, members and branches. */
const MAX_DEPTH = 10;

/** How many values are looked at: a list of thousands is no choice of a few strings. */
const MAX_VALUES = 200;
const MAX_LOOKUPS = 2_000;

interface FollowContext extends ExplainContext {
  /** How many more values may be looked at. */
  budget: { left: number };
}

/** A step into a value: the name of a property, or the place in a list. */
export type Step = string | number;

/** A value as it is written, or a key or an entry that `Object.entries` makes of one. */
type Source = Node | { key: string } | { entry: [key: string, value: Node] };

/** Methods of lists that give their callback an item first. */
const WITH_ITEM = /^(?:map|forEach|filter|find|findLast|some|every|flatMap)$/;

/** Methods of lists that give some of the same items. */
const SAME_ITEMS = /^(?:filter|slice|sort|toSorted|reverse|toReversed|values)$/;

/** Methods by which other items get into a list. */
const FILLING = /^(?:push|unshift|splice|fill|copyWithin|with|concat)$/;

/**
 * The strings that an expression can be, when they are all written out in the program. The compiler forgets them: to it
 * `const query = { state: "open" }` has a `state` of any string, and so have the items of `["open", "closed"]`.
 * @param steps the properties and items to follow into literals, outermost first
 * @returns `null` when it can be anything else
 */
export function possibleStrings(
  expression: Node,
  steps: readonly Step[],
  context: ExplainContext,
): string[] | null {
  const budget = { left: MAX_LOOKUPS };
  const strings = followSource(expression, steps, { ...context, budget }, 0);
  return strings === null ? null : [...new Set(strings)];
}

function followSource(
  source: Source,
  steps: readonly Step[],
  context: FollowContext,
  depth: number,
): string[] | null {
  context.budget.left -= 1;
  if (depth > MAX_DEPTH || context.budget.left < 0) return null;
  if ("key" in source && !("type" in source)) return steps.length === 0 ? [source.key] : null;
  if ("entry" in source) {
    const [first, ...rest] = steps;
    if (first === 0) return rest.length === 0 ? [source.entry[0]] : null;
    return first === 1 ? followSource(source.entry[1], rest, context, depth + 1) : null;
  }
  return followNode(unwrap(source), steps, context, depth);
}

function followNode(
  node: Node,
  steps: readonly Step[],
  context: FollowContext,
  depth: number,
): string[] | null {
  const follow = (next: Source, rest = steps): string[] | null =>
    followSource(next, rest, context, depth + 1);
  const [step, ...rest] = steps;
  switch (node.type) {
    case "Literal":
      return step === undefined && typeof node.value === "string" ? [node.value] : null;
    case "TemplateLiteral": {
      const text = node.expressions.length === 0 ? node.quasis[0]?.value.cooked : null;
      return step === undefined && text ? [text] : null;
    }
    case "ConditionalExpression":
      return together([follow(node.consequent), follow(node.alternate)]);
    case "LogicalExpression":
      return together([follow(node.left), follow(node.right)]);
    case "ObjectExpression": {
      const value = typeof step === "string" ? propertyOf(node, step, context) : null;
      return value === null ? null : follow(value, rest);
    }
    case "ArrayExpression": {
      const isPlain = node.elements.every((one) => one !== null && one.type !== "SpreadElement");
      if (!isPlain || step === undefined) return null;
      // The compiler's words for a place have no numbers: a field is that of each item.
      if (typeof step === "string") {
        return together(node.elements.map((one) => (one === null ? null : follow(one))));
      }
      const item = node.elements[step];
      return item ? follow(item, rest) : null;
    }
    case "MemberExpression": {
      const name = staticKey(node.property, node.computed);
      if (name !== null && !/^\d+$/.test(name)) return follow(node.object, [name, ...steps]);
      const items = itemsOf(node.object, context, depth + 1);
      return items === null ? null : together(items.map((item) => follow(item)));
    }
    case "Identifier": {
      const binding = context.scopes.resolved.get(node) ?? null;
      return binding === null ? null : followBinding(binding, steps, context, depth);
    }
    case "CallExpression": {
      const result = onlyResult(context.flow.constants.functionOf(node.callee));
      return result === null ? null : follow(result);
    }
    default:
      return null;
  }
}

function together(lists: readonly (string[] | null)[]): string[] | null {
  if (lists.length > MAX_VALUES) return null;
  return lists.every((list) => list !== null) ? lists.flat() : null;
}

function propertyOf(
  literal: Extract<Node, { type: "ObjectExpression" }>,
  name: string,
  context: FollowContext,
): Node | null {
  for (const property of literal.properties.toReversed()) {
    if (property.type !== "Property") {
      const spread = spreadLiteral(property.argument, context);
      const names = spread?.properties.map((one) =>
        one.type === "Property" ? staticKey(one.key, one.computed) : null,
      );
      // What is spread may have the name as well, as far as can be seen.
      if (!spread || !names || names.includes(null)) return null;
      if (names.includes(name)) return propertyOf(spread, name, context);
      continue;
    }
    const key = staticKey(property.key, property.computed);
    if (key === null) return null;
    if (key === name) return property.value;
  }
  return null;
}

/** The literal that `...query` spreads, when nothing else gets into it. */
function spreadLiteral(
  argument: Node,
  context: FollowContext,
): Extract<Node, { type: "ObjectExpression" }> | null {
  const node = unwrap(argument);
  if (node.type === "ObjectExpression") return node;
  const binding = context.flow.constants.bindingOf(node);
  const value = binding ? context.flow.constants.valueOf(binding) : null;
  if (!binding || value?.type !== "ObjectExpression") return null;
  return isOnlyRead(binding, context) ? value : null;
}

/** Everything that a name is ever given. */
function followBinding(
  binding: Binding,
  steps: readonly Step[],
  context: FollowContext,
  depth: number,
): string[] | null {
  const { declaration, identifier } = binding;
  const given = valuesOfParameter(binding, context);
  if (given !== null) {
    if (!isOnlyRead(binding, context) || assignedTo(binding, context)?.length !== 0) return null;
    return together(given.map((source) => followSource(source, steps, context, depth + 1)));
  }
  const pattern = patternOf(binding);
  const into = pattern === null ? null : stepsTo(identifier, pattern);
  const sources = into === null ? null : sourcesOf(declaration, context, depth);
  if (sources === null || into === null || !isOnlyRead(binding, context)) return null;
  const assigned = assignedTo(binding, context);
  if (assigned === null) return null;
  return together([
    ...sources.map((source) => followSource(source, [...into, ...steps], context, depth + 1)),
    ...assigned.map((source) => followSource(source, steps, context, depth + 1)),
  ]);
}

function patternOf({ declaration, identifier }: Binding): Node | null {
  if (declaration.type === "VariableDeclarator") return declaration.id;
  if (!isFunction(declaration)) return null;
  const [first] = declaration.params;
  if (first === undefined || first.type === "TSParameterProperty") return null;
  return first.start <= identifier.start && identifier.end <= first.end ? first : null;
}

/** `[0, "city"]` for `city` in `[{ city }]`; `null` where a default or a rest comes between. */
function stepsTo(identifier: Node, pattern: Node): Step[] | null {
  if (pattern === identifier) return [];
  if (pattern.type === "ObjectPattern") {
    for (const property of pattern.properties) {
      if (property.type !== "Property" || property.end < identifier.end) continue;
      const name = staticKey(property.key, property.computed);
      const rest = name === null ? null : stepsTo(identifier, property.value);
      return rest === null || name === null ? null : [name, ...rest];
    }
  }
  if (pattern.type === "ArrayPattern") {
    const index = pattern.elements.findIndex((one) => one !== null && identifier.end <= one.end);
    const element = pattern.elements[index];
    const rest = element ? stepsTo(identifier, element) : null;
    return rest === null ? null : [index, ...rest];
  }
  return null;
}

/** What a declarator, or the first parameter of a callback, is given: one value, or the items of a list. */
function sourcesOf(declaration: Node, context: ExplainContext, depth: number): Source[] | null {
  const { parents } = context.parsed;
  if (declaration.type === "VariableDeclarator") {
    if (declaration.init !== null) return [declaration.init];
    const statement = parents.get(declaration);
    const loop = statement === undefined ? undefined : parents.get(statement);
    // A variable that is declared without a value has those that it is assigned.
    if (loop?.type !== "ForOfStatement" || loop.left !== statement) return [];
    return itemsOf(loop.right, context, depth + 1);
  }
  const call = parents.get(declaration);
  if (call?.type !== "CallExpression" || call.arguments[0] !== declaration) return null;
  if (call.callee.type !== "MemberExpression") return null;
  const method = staticKey(call.callee.property, call.callee.computed) ?? "";
  return WITH_ITEM.test(method) ? itemsOf(call.callee.object, context, depth + 1) : null;
}

/** What the program assigns to a name later; `null` when that cannot be seen. */
function assignedTo(binding: Binding, { parsed }: ExplainContext): Node[] | null {
  const values: Node[] = [];
  for (const reference of binding.references) {
    if (!isWriteTarget(reference, parsed.parents)) continue;
    const parent = parsed.parents.get(reference);
    if (parent?.type !== "AssignmentExpression" || parent.left !== reference) return null;
    if (parent.operator !== "=") return null;
    values.push(parent.right);
  }
  return values;
}

/** The items of a list that is written out, of the variable that holds it, or of `Object.keys` and its kind. */
function itemsOf(list: Node, context: ExplainContext, depth: number): Source[] | null {
  if (depth > MAX_DEPTH) return null;
  const node = unwrap(list);
  switch (node.type) {
    case "ArrayExpression": {
      if (node.elements.length > MAX_VALUES) return null;
      const items = node.elements.filter((item) => item !== null && item.type !== "SpreadElement");
      return items.length === node.elements.length ? items : null;
    }
    case "Identifier": {
      const binding = context.scopes.resolved.get(node);
      const value = binding ? context.flow.constants.valueOf(binding) : null;
      if (!binding || value === null || !isOnlyRead(binding, context)) return null;
      return itemsOf(value, context, depth + 1);
    }
    case "CallExpression": {
      if (node.callee.type !== "MemberExpression") return null;
      const method = staticKey(node.callee.property, node.callee.computed) ?? "";
      if (context.flow.constants.isGlobal(node.callee.object, "Object")) {
        const [object] = node.arguments;
        return object === undefined ? null : entriesOf(object, method, context);
      }
      const [callback] = node.arguments;
      if (method === "map" && callback !== undefined) {
        const made = onlyResult(functionNode(callback));
        return made === null ? null : [made];
      }
      return SAME_ITEMS.test(method) ? itemsOf(node.callee.object, context, depth + 1) : null;
    }
    default:
      return null;
  }
}

function functionNode(node: Node): FunctionNode | null {
  const inner = unwrap(node);
  return isFunction(inner) ? inner : null;
}

function entriesOf(object: Node, method: string, context: ExplainContext): Source[] | null {
  const node = unwrap(object);
  const binding = context.scopes.resolved.get(node);
  const value = binding ? context.flow.constants.valueOf(binding) : node;
  if (value?.type !== "ObjectExpression" || (binding && !isOnlyRead(binding, context))) return null;
  const sources = value.properties.map((property): Source | null => {
    if (property.type !== "Property") return null;
    const key = staticKey(property.key, property.computed);
    if (key === null) return null;
    if (method === "keys") return { key };
    if (method === "values") return property.value;
    return method === "entries" ? { entry: [key, property.value] } : null;
  });
  return sources.every((source) => source !== null) ? sources : null;
}

/** Whether what a name holds stays as it is written: nothing is put into it, and no function gets it. */
function isOnlyRead(binding: Binding, context: ExplainContext): boolean {
  const known = ONLY_READ.get(binding) ?? findOnlyRead(binding, context);
  ONLY_READ.set(binding, known);
  return known;
}

/** Of each name once: it can have as many references as the program has characters. */
const ONLY_READ = new WeakMap<Binding, boolean>();

function findOnlyRead(binding: Binding, { parsed, flow, calls }: ExplainContext): boolean {
  const toolCalls = new Set<Node>(calls.map(({ call }) => call));
  return binding.references.every((reference) => {
    const parent = parsed.parents.get(reference);
    if (parent?.type === "CallExpression" && parent.callee !== reference) {
      const { callee } = parent;
      if (toolCalls.has(parent)) return true;
      return (
        callee.type === "MemberExpression" &&
        ["Object", "JSON", "console"].some((name) => flow.constants.isGlobal(callee.object, name))
      );
    }
    if (parent?.type !== "MemberExpression" || parent.object !== reference) return true;
    if (isWriteTarget(parent, parsed.parents)) return false;
    const call = parsed.parents.get(parent);
    const isCalled = call?.type === "CallExpression" && call.callee === parent;
    return !isCalled || !FILLING.test(staticKey(parent.property, parent.computed) ?? "");
  });
}

/**
 * The list or object in which the strings are written that the compiler takes for any, so that `as const` is needed
 * there; or the parameter or variable that is of type
 * `string` itself.
 */
export function widenedAt(expression: Node, context: ExplainContext): Node | null {
  let node = unwrap(expression);
  for (let step = 0; step < MAX_DEPTH; step += 1) {
    switch (node.type) {
      case "ArrayExpression":
      case "ObjectExpression":
      case "Literal":
        return node;
      case "MemberExpression":
        node = unwrap(node.object);
        break;
      case "CallExpression": {
        if (node.callee.type === "MemberExpression") {
          const isObject = context.flow.constants.isGlobal(node.callee.object, "Object");
          if (isObject) return null;
          node = unwrap(node.callee.object);
          break;
        }
        const target = context.flow.constants.functionOf(node.callee);
        if (target?.body === null || target?.body === undefined) return null;
        if (target.body.type === "BlockStatement") return null;
        node = unwrap(target.body);
        break;
      }
      case "Identifier": {
        const binding = context.scopes.resolved.get(node);
        if (!binding) return null;
        const next = holderOf(binding, context);
        if (next === null) return null;
        if (next === binding.identifier) return next;
        node = unwrap(next);
        break;
      }
      default:
        return null;
    }
  }
  return null;
}

/** What a name gets its values from; the name itself where it is a `let`, or a parameter with a type. */
function holderOf({ declaration, identifier }: Binding, { parsed }: ExplainContext): Node | null {
  if (declaration.type === "VariableDeclarator") {
    const list = parsed.parents.get(declaration);
    const isConstant = list?.type === "VariableDeclaration" && list.kind === "const";
    if (!isConstant && declaration.id === identifier) return identifier;
    if (declaration.init !== null) return declaration.init;
    const statement = parsed.parents.get(declaration);
    const loop = statement === undefined ? undefined : parsed.parents.get(statement);
    return loop?.type === "ForOfStatement" && loop.left === statement ? loop.right : null;
  }
  if (!isFunction(declaration)) return null;
  if (identifier.type === "Identifier" && identifier.typeAnnotation) return identifier;
  const call = parsed.parents.get(declaration);
  if (call?.type !== "CallExpression" || call.callee.type !== "MemberExpression") return null;
  return call.callee.object;
}
