import type { MemberExpression, Node, ObjectExpression } from "oxc-parser";
import type { ToolModel } from "../../model/types.ts";
import { isFunction, outermost, staticKey, unwrap, walk, type FunctionNode } from "../ast.ts";
import { isWriteTarget } from "../flow/constants.ts";
import type { Binding } from "../scope.ts";
import type { ToolCall } from "../tool-calls.ts";
import type { ExplainContext } from "./context.ts";
import { keysOf } from "./input-names.ts";
import { objectOf } from "./places.ts";

/** How deep choices and spreads are followed. */
const MAX_DEPTH = 8;

/** How many references of one name are looked at. */
const MAX_REFERENCES = 200;

/**
 * The literals that surely become a tool's input, or part of it, and nothing else. The compiler looks for unknown names only
 * in the call itself; here are also those that are spread into it (`...(page ? { page } : {})`), given to `Object.assign`,
 * or made by a function of the program's that is called for nothing else.
 */
export function inputParts(
  call: ToolCall,
  tool: ToolModel,
  context: ExplainContext,
): ObjectExpression[] {
  const parts: ObjectExpression[] = [];
  const [argument] = call.call.arguments;
  if (argument === undefined || call.call.arguments.length !== 1) return parts;
  collect(argument, 0);
  return parts;

  function collect(expression: Node, depth: number): void {
    if (depth > MAX_DEPTH) return;
    const node = unwrap(expression);
    const below = depth + 1;
    switch (node.type) {
      case "ObjectExpression":
        parts.push(node);
        for (const property of node.properties) {
          if (property.type === "SpreadElement") collect(property.argument, below);
        }
        return;
      case "ConditionalExpression":
        collect(node.consequent, below);
        collect(node.alternate, below);
        return;
      case "LogicalExpression":
        if (node.operator !== "&&") collect(node.left, below);
        collect(node.right, below);
        return;
      case "Identifier":
        parts.push(...constantPart(node));
        return;
      case "CallExpression":
        for (const made of madeBy(node.callee, node.arguments)) collect(made, below);
        return;
      default:
    }
  }

  function constantPart(name: Node): ObjectExpression[] {
    const { constants } = context.flow;
    const binding = constants.bindingOf(name);
    const literal = binding ? constants.valueOf(binding) : null;
    if (!binding || literal?.type !== "ObjectExpression") return [];
    return isOnlyInput(binding, literal, call, tool, context) ? [literal] : [];
  }

  /** What a call of `Object.assign`, or of a function that makes inputs of this tool and nothing else, puts together. */
  function madeBy(callee: Node, args: readonly Node[]): readonly Node[] {
    const { constants } = context.flow;
    if (isObjectAssign(callee, context)) return args;
    const made = constants.functionOf(callee);
    const binding = constants.bindingOf(callee);
    if (made === null || made.async || made.generator || !binding) return [];
    if (binding.references.length > MAX_REFERENCES) return [];
    const isOnlyForThis = binding.references.every((reference) => {
      const user = context.parsed.parents.get(outermost(reference, context.parsed.parents));
      return (
        user?.type === "CallExpression" &&
        unwrap(user.callee) === reference &&
        isSameTool(inputOf(user, context), call)
      );
    });
    return isOnlyForThis ? returnedBy(made) : [];
  }
}

/**
 * Whether a name is given to this one tool and nothing else can see or change what is in it. A field that the program
 * reads itself, or that another tool takes, is there for that.
 */
export function isOnlyInput(
  { references }: Binding,
  literal: ObjectExpression,
  call: ToolCall,
  tool: ToolModel,
  context: ExplainContext,
): boolean {
  if (references.length > MAX_REFERENCES) return false;
  const { parents } = context.parsed;
  const written = new Set(keysOf(literal));
  const names = new Set(objectOf(tool.input.type, tool)?.properties.map((one) => one.name));
  return references.every((reference) => {
    const outer = outermost(reference, parents);
    const parent = parents.get(outer);
    if (parent?.type !== "MemberExpression" || parent.object !== outer) {
      return isSameTool(inputOf(reference, context), call);
    }
    const key = staticKey(parent.property, parent.computed);
    if (key === null) return false;
    // What the tool does not know may be added, which is told, but not read: then it is there for that.
    if (!names.has(key)) return isAssigned(parent, parents);
    // A parameter that is not in the literal may be added.
    return !isChanged(parent, parents) || !written.has(key);
  });
}

/** `query.labell = ...`: the assignments to fields of a name. */
export function assignedFields(
  { references }: Binding,
  context: ExplainContext,
): MemberExpression[] {
  const { parents } = context.parsed;
  return references.flatMap((reference) => {
    const parent = parents.get(outermost(reference, parents));
    return parent?.type === "MemberExpression" && isAssigned(parent, parents) ? [parent] : [];
  });
}

function isAssigned(member: Node, parents: ReadonlyMap<Node, Node>): boolean {
  const parent = parents.get(member);
  return (
    parent?.type === "AssignmentExpression" && parent.left === member && parent.operator === "="
  );
}

/** Whether a field, or something deeper in it, is given a value or deleted. */
function isChanged(member: Node, parents: ReadonlyMap<Node, Node>): boolean {
  for (let at: Node | undefined = member; at?.type === "MemberExpression"; at = parents.get(at)) {
    if (isWriteTarget(at, parents)) return true;
  }
  return false;
}

function isSameTool(one: ToolCall | null, other: ToolCall): boolean {
  return one?.server === other.server && one.tool === other.tool;
}

/** The tool that a value is given to as its input, or as a part of it that is spread; `null` where it may go elsewhere. */
function inputOf(value: Node, context: ExplainContext): ToolCall | null {
  const { parents } = context.parsed;
  let at = outermost(value, parents);
  for (let step = 0; step < MAX_DEPTH; step += 1) {
    const parent = parents.get(at);
    switch (parent?.type) {
      case "SpreadElement": {
        const literal = parents.get(parent);
        if (literal?.type !== "ObjectExpression") return null;
        at = literal;
        break;
      }
      case "ConditionalExpression":
        if (parent.test === at) return null;
        at = parent;
        break;
      case "LogicalExpression":
        at = parent;
        break;
      case "CallExpression":
        if (parent.callee === at) return null;
        if (!isObjectAssign(parent.callee, context)) return context.flow.toolAt(parent);
        at = parent;
        break;
      default:
        return null;
    }
    at = outermost(at, parents);
  }
  return null;
}

function isObjectAssign(callee: Node, { flow: { constants } }: ExplainContext): boolean {
  const member = unwrap(callee);
  return (
    member.type === "MemberExpression" &&
    constants.isGlobal(member.object, "Object") &&
    member.property.type === "Identifier" &&
    member.property.name === "assign"
  );
}

function returnedBy(made: FunctionNode): Node[] {
  const { body } = made;
  if (body === null) return [];
  if (body.type !== "BlockStatement") return [body];
  const returned: Node[] = [];
  walk(body, (node) => {
    if (isFunction(node)) return false;
    if (node.type === "ReturnStatement" && node.argument !== null) returned.push(node.argument);
    return true;
  });
  return returned;
}
