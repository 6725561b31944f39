import type { Node } from "oxc-parser";
import type { PropertyNode, ToolModel, TypeNode } from "../../model/types.ts";
import { staticKey, unwrap } from "../ast.ts";
import type { ToolCall } from "../tool-calls.ts";
import type { ExplainContext } from "./context.ts";

/** How far a value is followed back through variables. */
const MAX_STEPS = 8;

export interface ToolValue {
  call: ToolCall;
  /** Whether it is the promise, not what it gives. */
  isPromise: boolean;
}

/** A result of a tool call, or a part of one. */
export interface ToolPart extends ToolValue {
  /** The fields that lead to it, outermost first; empty for the result itself. */
  fields: readonly string[];
}

/** The tool call whose result, or whose promise, an expression is; `null` when that cannot be seen. */
export function toolValueOf(expression: Node, context: ExplainContext): ToolValue | null {
  const part = toolPartOf(expression, context);
  return part === null || part.fields.length > 0 ? null : part;
}

/** The result of a tool call, or the part of it, that an expression is; `null` when that cannot be seen. */
export function toolPartOf(expression: Node, context: ExplainContext): ToolPart | null {
  let node = unwrap(expression);
  let isPromise = true;
  const fields: string[] = [];
  for (let step = 0; step < MAX_STEPS; step += 1) {
    switch (node.type) {
      case "AwaitExpression":
        isPromise = false;
        node = unwrap(node.argument);
        break;
      case "CallExpression": {
        const call = context.calls.find((one) => one.call === node);
        return call === undefined ? null : { call, isPromise, fields };
      }
      case "MemberExpression": {
        const field = staticKey(node.property, node.computed);
        if (field === null) return null;
        fields.unshift(field);
        node = unwrap(node.object);
        break;
      }
      default: {
        const source = sourceOf(node, context);
        if (source === null) return null;
        if (source.field !== null) fields.unshift(source.field);
        node = unwrap(source.value);
      }
    }
  }
  return null;
}

/** What a name is declared to be: a value, or a field of it. */
function sourceOf(
  node: Node,
  { scopes }: ExplainContext,
): { value: Node; field: string | null } | null {
  const binding = scopes.resolved.get(node);
  const declarator = binding?.declaration;
  if (declarator?.type !== "VariableDeclarator" || declarator.init === null) return null;
  if (declarator.id === binding?.identifier) return { value: declarator.init, field: null };
  if (declarator.id.type !== "ObjectPattern") return null;
  for (const property of declarator.id.properties) {
    if (property.type !== "Property" || property.value !== binding?.identifier) continue;
    const field = staticKey(property.key, property.computed);
    return field === null ? null : { value: declarator.init, field };
  }
  return null;
}

/** The declared type of a part of a result; `null` when it is not an object's field all along. */
export function typeOfPart(tool: ToolModel, fields: readonly string[]): TypeNode | null {
  let type: TypeNode | null = tool.output?.type ?? { kind: "string" };
  for (const field of fields) {
    const properties: readonly PropertyNode[] = type?.kind === "object" ? type.properties : [];
    type = properties.find(({ name }) => name === field)?.type ?? null;
  }
  return type;
}
