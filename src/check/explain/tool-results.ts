import type { Node } from "oxc-parser";
import { unwrap } from "../ast.ts";
import type { ToolCall } from "../tool-calls.ts";
import type { ExplainContext } from "./context.ts";

/** How far a value is followed back through variables. */
const MAX_STEPS = 5;

export interface ToolValue {
  call: ToolCall;
  /** Whether it is the promise, not what it gives. */
  isPromise: boolean;
}

/** The tool call whose result, or whose promise, an expression is; `null` when that cannot be seen. */
export function toolValueOf(expression: Node, context: ExplainContext): ToolValue | null {
  let node = unwrap(expression);
  let isPromise = true;
  for (let step = 0; step < MAX_STEPS; step += 1) {
    if (node.type === "AwaitExpression") {
      isPromise = false;
      node = unwrap(node.argument);
      continue;
    }
    if (node.type === "CallExpression") {
      const call = context.calls.find((one) => one.call === node);
      return call === undefined ? null : { call, isPromise };
    }
    const binding = context.scopes.resolved.get(node);
    const declarator = binding?.declaration;
    if (declarator?.type !== "VariableDeclarator" || declarator.init === null) return null;
    if (declarator.id !== binding?.identifier) return null;
    node = unwrap(declarator.init);
  }
  return null;
}
