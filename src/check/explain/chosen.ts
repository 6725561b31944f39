import type { Node } from "oxc-parser";
import { isFunction, staticKey, unwrap, walk } from "../ast.ts";
import type { ExplainContext } from "./context.ts";

const CHOOSING = /^(?:find|findLast|filter)$/;

/**
 * Whether a value was chosen by what its items are, `blocks.find((block) => block.type === "image")`: then the program
 * knows which kind it has, though its type does not tell.
 */
export function isChosen(value: Node, { flow }: ExplainContext): boolean {
  const binding = flow.constants.bindingOf(unwrap(value));
  const held = binding ? flow.constants.valueOf(binding) : unwrap(value);
  const call = held === null ? null : unwrap(held);
  if (call?.type !== "CallExpression" || call.callee.type !== "MemberExpression") return false;
  if (!CHOOSING.test(staticKey(call.callee.property, call.callee.computed) ?? "")) return false;
  const [callback] = call.arguments;
  if (callback === undefined || !isFunction(unwrap(callback))) return false;
  let compares = false;
  walk(callback, (node) => {
    compares ||= node.type === "BinaryExpression" && /^===?$/.test(node.operator);
  });
  return compares;
}
