import type { Node } from "oxc-parser";
import type { CompilerFinding, Explainer } from "./context.ts";
import { toolValueOf } from "./tool-results.ts";

/**
 * Arithmetic on the text that a tool answers with. Arithmetic on other things that are no numbers is relaxed: dates and
 * the like convert.
 */
export const explainArithmetic: Explainer = (finding, context) => {
  for (const operand of operandsOf(finding)) {
    const value = toolValueOf(operand, context);
    if (value === null || value.isPromise || value.call.raw) continue;
    const { server, tool } = value.call;
    const model = context.slices.tool(server, tool);
    if (model === null || model.output !== null) continue;
    const name = `${server}.${tool}`;
    return {
      code: "CHECK_RESULT",
      key: `arithmetic ${name}`,
      message: `The result of \`${name}\` is a string, and arithmetic is done with it.`,
      hint: "Take the number out of the text first, for example `Number(text.match(/\\d+/)?.[0])`.",
    };
  }
  return undefined;
};

/** The operands that are no numbers. */
function operandsOf({ code, path }: CompilerFinding): Node[] {
  if (code !== 2362 && code !== 2363 && code !== 2365) return [];
  const operation = path.findLast(
    (node) => node.type === "BinaryExpression" || node.type === "AssignmentExpression",
  );
  if (operation?.type !== "BinaryExpression" && operation?.type !== "AssignmentExpression")
    return [];
  if (code === 2362) return [operation.left];
  return code === 2363 ? [operation.right] : [operation.left, operation.right];
}
