import type { Node } from "oxc-parser";
import { unwrap } from "../ast.ts";
import type { Explainer } from "./context.ts";
import { printResult } from "./signature.ts";
import { toolValueOf } from "./tool-results.ts";

/**
 * `value as Other`, where the value is never an `Other`. The compiler's own advice, to assert `unknown` first, would
 * only hide what is wrong, so it is not repeated.
 */
export const explainAssertion: Explainer = ({ code, first, start, path }, context) => {
  if (code !== 2352) return undefined;
  const assertion = path.find(
    (node) =>
      (node.type === "TSAsExpression" || node.type === "TSTypeAssertion") && node.start === start,
  );
  const value = assertion === undefined ? null : toolValueOf(unwrap(assertion), context);
  const types = /^Conversion of type '(.+)' to type '(.+)' may be/.exec(first);
  const to = types?.[2] === undefined ? "the type that is asserted" : `\`${types[2]}\``;
  const key = `assertion ${start}`;
  if (value !== null && !value.isPromise && !value.call.raw) {
    const { server, tool } = value.call;
    const model = context.slices.tool(server, tool);
    if (model !== null) {
      return {
        code: isDoubleCast(assertion) ? "CHECK_CAST" : "CHECK_RESULT",
        key,
        message: `The result of \`${server}.${tool}\` is not of ${to}: asserting it changes nothing.`,
        hint: `Remove the assertion: \`${server}.${tool}\` gives \`${printResult(model)}\`.`,
      };
    }
  }
  const from = types?.[1] === undefined ? "The value" : `A \`${types[1]}\``;
  return {
    code: "CHECK_TYPE",
    key,
    message: `${from} is not of ${to}: asserting it changes nothing.`,
    hint: "Remove the assertion, or make a value of that type out of it.",
  };
};

/** Whether the compiler was to be talked out of it: `as unknown as Other`. */
function isDoubleCast(assertion: Node | undefined): boolean {
  let node = assertion;
  for (let casts = 0; node !== undefined; casts += 1) {
    if (casts > 1) return true;
    while (node.type === "ParenthesizedExpression") node = node.expression;
    if (node.type !== "TSAsExpression" && node.type !== "TSTypeAssertion") return casts > 1;
    node = node.expression;
  }
  return false;
}
