import type { CallExpression, Node } from "oxc-parser";
import type { ObjectNode, ToolModel, TypeNode } from "../../model/types.ts";
import { isFunction, staticKey, unwrap } from "../ast.ts";
import type { Binding } from "../scope.ts";
import type { ExplainContext } from "./context.ts";

/** What a value that comes from a tool surely is. */
export interface Shape {
  tool: ToolModel;
  type: TypeNode;
}

/** Tells of expressions which part of which result they surely are, as the tree tells. */
export interface ResultShapes {
  /** `null` when it is anything else, or cannot be seen. */
  of(expression: Node): Shape | null;
}

/** How far a value is followed back through names, fields and lists. */
const MAX_STEPS = 20;

/** Methods of lists that give their callback an item first. */
const WITH_ITEM =
  /^(?:map|forEach|filter|find|findLast|findIndex|findLastIndex|some|every|flatMap)$/;
const SAME_ITEMS = /^(?:filter|slice|sort|toSorted|reverse|toReversed)$/;
const ONE_ITEM = /^(?:find|findLast|at|pop|shift)$/;

/** One pass and a memory for each node, so that the cost grows with the length of the program. */
export function readResultShapes(context: ExplainContext): ResultShapes {
  const { constants } = context.flow;
  const known = new Map<Node, Shape | null>();
  let steps = 0;
  return { of };

  function of(expression: Node): Shape | null {
    const node = unwrap(expression);
    const shape = known.get(node);
    if (shape !== undefined) return shape;
    if (steps > MAX_STEPS) return null;
    // What is asked for while it is being found out is a circle.
    known.set(node, null);
    steps += 1;
    const found = read(node);
    steps -= 1;
    known.set(node, found);
    return found;
  }

  function read(node: Node): Shape | null {
    switch (node.type) {
      case "AwaitExpression":
        return promised(node.argument);
      case "Identifier": {
        const binding = constants.bindingOf(node);
        return binding && constants.isNeverWritten(binding.identifier) ? ofBinding(binding) : null;
      }
      case "MemberExpression": {
        const object = of(node.object);
        const name = staticKey(node.property, node.computed);
        if (object === null) return null;
        return itemsOf(object) === null ? fieldOf(object, name) : itemAt(object, node);
      }
      case "CallExpression": {
        if (node.callee.type !== "MemberExpression") return null;
        const method = staticKey(node.callee.property, node.callee.computed) ?? "";
        const list = of(node.callee.object);
        if (list === null || itemsOf(list) === null) return null;
        if (SAME_ITEMS.test(method)) return list;
        if (ONE_ITEM.test(method)) return itemsOf(list);
        const returned = method === "map" ? returnedBy(node) : null;
        return returned === null ? null : listOf(of(returned.value));
      }
      default:
        return null;
    }
  }

  /** `items[0]`, `items[i]`; a field of a list is none of its items. */
  function itemAt(list: Shape, { property, computed }: Node & { type: "MemberExpression" }) {
    const name = staticKey(property, computed);
    return computed && (name === null || /^\d+$/.test(name)) ? itemsOf(list) : null;
  }

  /** What awaiting an expression gives. */
  function promised(expression: Node): Shape | null {
    const node = unwrap(expression);
    if (node.type === "Identifier") {
      const binding = constants.bindingOf(node);
      const value = binding ? constants.valueOf(binding) : null;
      return value?.type === "CallExpression" ? promised(value) : null;
    }
    if (node.type !== "CallExpression") return null;
    const call = context.flow.toolAt(node);
    if (call !== null) {
      const tool = call.raw ? null : context.slices.tool(call.server, call.tool);
      return tool?.output ? { tool, type: tool.output.type } : null;
    }
    const [list] = node.arguments;
    return list !== undefined && isPromiseAll(node) ? listOf(promisedItem(list)) : null;
  }

  function isPromiseAll({ callee }: CallExpression): boolean {
    if (callee.type !== "MemberExpression" || !constants.isGlobal(callee.object, "Promise")) {
      return false;
    }
    return staticKey(callee.property, callee.computed) === "all";
  }

  /** What each item of a list of promises gives: `names.map((name) => server.tool({ name }))`. */
  function promisedItem(list: Node): Shape | null {
    const node = unwrap(list);
    if (node.type === "Identifier") {
      const binding = constants.bindingOf(node);
      const value = binding ? constants.valueOf(binding) : null;
      return value?.type === "CallExpression" ? promisedItem(value) : null;
    }
    if (node.type !== "CallExpression" || node.callee.type !== "MemberExpression") return null;
    if (staticKey(node.callee.property, node.callee.computed) !== "map") return null;
    const returned = returnedBy(node);
    if (returned === null) return null;
    return promised(returned.value) ?? (returned.isAsync ? of(returned.value) : null);
  }

  /** The one value that the callback of a call returns. */
  function returnedBy({ arguments: [callback] }: CallExpression) {
    const target = callback === undefined ? null : unwrap(callback);
    if (target === null || !isFunction(target) || target.generator || !target.body) return null;
    if (target.body.type !== "BlockStatement") return { value: target.body, isAsync: target.async };
    const last = target.body.body.at(-1);
    // With another `return` before it, it may be something else.
    if (last?.type !== "ReturnStatement" || last.argument === null) return null;
    const isPlain = target.body.body.every(
      ({ type }) =>
        /^(?:VariableDeclaration|ExpressionStatement)$/.test(type) || type === last.type,
    );
    return isPlain ? { value: last.argument, isAsync: target.async } : null;
  }

  function ofBinding({ declaration, identifier }: Binding): Shape | null {
    if (declaration.type === "VariableDeclarator") {
      const source = declaredAs(declaration);
      if (source !== null) return partOf(source, declaration.id, identifier);
      return declaration.init === null
        ? null
        : ofTaken(declaration.init, declaration.id, identifier);
    }
    if (!isFunction(declaration)) return null;
    const [first] = declaration.params;
    const call = context.parsed.parents.get(declaration);
    if (first === undefined || call?.type !== "CallExpression") return null;
    if (call.arguments[0] !== declaration || call.callee.type !== "MemberExpression") return null;
    const method = staticKey(call.callee.property, call.callee.computed) ?? "";
    const list = WITH_ITEM.test(method) ? of(call.callee.object) : null;
    const item = list === null ? null : itemsOf(list);
    return item === null ? null : partOf(item, first, identifier);
  }

  function declaredAs(declarator: Extract<Node, { type: "VariableDeclarator" }>): Shape | null {
    if (declarator.init !== null) return of(declarator.init);
    const { parents } = context.parsed;
    const statement = parents.get(declarator);
    const loop = statement === undefined ? undefined : parents.get(statement);
    if (loop?.type !== "ForOfStatement" || loop.left !== statement) return null;
    const list = of(loop.right);
    return list === null ? null : itemsOf(list);
  }

  /** `const [a, b] = await Promise.all([one(), other()])` */
  function ofTaken(init: Node, pattern: Node, identifier: Node): Shape | null {
    const awaited = unwrap(init);
    const call = awaited.type === "AwaitExpression" ? unwrap(awaited.argument) : null;
    if (call?.type !== "CallExpression" || pattern.type !== "ArrayPattern") return null;
    const [argument] = call.arguments;
    const list = argument === undefined || !isPromiseAll(call) ? null : unwrap(argument);
    if (list?.type !== "ArrayExpression") return null;
    if (list.elements.some((element) => element?.type === "SpreadElement")) return null;
    const index = pattern.elements.findIndex((one) => one !== null && holds(one, identifier));
    const [element, target] = [list.elements[index], pattern.elements[index]];
    if (!element || !target) return null;
    const item = promised(element);
    return item === null ? null : partOf(item, target, identifier);
  }
}

/** What a name in a pattern gets; `null` where a default or a rest comes between. */
function partOf(shape: Shape, pattern: Node, identifier: Node): Shape | null {
  if (pattern === identifier) return shape;
  if (pattern.type !== "ObjectPattern") return null;
  for (const property of pattern.properties) {
    if (property.type !== "Property" || !holds(property.value, identifier)) continue;
    const field = fieldOf(shape, staticKey(property.key, property.computed));
    return field === null ? null : partOf(field, property.value, identifier);
  }
  return null;
}

function holds(outer: Node, inner: Node): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

function listOf(shape: Shape | null): Shape | null {
  return shape === null ? null : { ...shape, type: { kind: "array", items: shape.type } };
}

function fieldOf(shape: Shape, name: string | null): Shape | null {
  const object = objectOf(shape);
  const property = object?.properties.find((one) => one.name === name);
  return property === undefined ? null : { ...shape, type: property.type };
}

/** The object that a value surely is, when it is not null or undefined. */
export function objectOf(shape: Shape): ObjectNode | null {
  const type = onlyType(shape);
  return type?.kind === "object" ? type : null;
}

/** What the items are of the list that a value surely is, when it is not null or undefined. */
export function itemsOf(shape: Shape): Shape | null {
  const type = onlyType(shape);
  return type?.kind === "array" ? { ...shape, type: type.items } : null;
}

/** Followed through references and without `null` and `undefined`; `null` for a choice. */
function onlyType({ tool, type }: Shape, step = 0): TypeNode | null {
  if (step > MAX_STEPS) return null;
  if (type.kind === "reference") {
    const declared = tool.output?.declarations.find(({ name }) => name === type.name);
    return declared === undefined ? null : onlyType({ tool, type: declared.type }, step + 1);
  }
  if (type.kind !== "union") return type;
  const members = type.members.filter(({ kind }) => kind !== "null" && kind !== "undefined");
  const [member] = members;
  return members.length === 1 && member ? onlyType({ tool, type: member }, step + 1) : null;
}
