import type { Node } from "oxc-parser";
import type { CompilerFinding, ExplainContext, Explainer, Explanation } from "./context.ts";
import { quoteSource } from "./sources.ts";
import { adviseConst } from "./widened.ts";

/** Names that are declared twice, constants that are assigned, `as const` on a variable. */
export const explainDeclaration: Explainer = (finding, context) => {
  switch (finding.code) {
    case 2451:
    case 2300:
      return declaredTwice(finding, context);
    case 2588:
      return assignedConstant(finding, context);
    case 1355:
      return uselessConst(finding, context);
    default:
      return undefined;
  }
};

function declaredTwice(
  { first, start }: CompilerFinding,
  { scopes }: ExplainContext,
): Explanation | null | undefined {
  const name = /'([^']+)'/.exec(first)?.[1];
  const all = scopes.bindings.filter((one) => one.name === name);
  if (name === undefined || all.length < 2) return undefined;
  // Said once, at the second declaration.
  if (all[0]?.identifier.start === start) return null;
  const message = `\`${name}\` is declared twice.`;
  return {
    code: "CHECK_TYPE",
    key: `twice ${name}`,
    message,
    hint: "Give one of them another name.",
  };
}

function assignedConstant(
  { first, path }: CompilerFinding,
  { scopes }: ExplainContext,
): Explanation | undefined {
  const name = /'([^']+)'/.exec(first)?.[1];
  const identifier = path.findLast((node) => node.type === "Identifier" && node.name === name);
  const binding = identifier === undefined ? null : scopes.resolved.get(identifier);
  if (name === undefined) return undefined;
  return {
    code: "CHECK_TYPE",
    key: `constant ${name}`,
    message: `\`${name}\` is a constant and cannot be assigned.`,
    ...(binding?.declaration.type === "VariableDeclarator"
      ? { hint: `Declare it with \`let ${name}\`.` }
      : {}),
  };
}

function uselessConst(
  { path, start }: CompilerFinding,
  context: ExplainContext,
): Explanation | undefined {
  const assertion = path.findLast((node: Node) => node.type === "TSAsExpression");
  if (assertion?.type !== "TSAsExpression") return undefined;
  return {
    code: "CHECK_TYPE",
    key: `const ${start}`,
    message: `${quoteSource(assertion.expression, context)} is no literal: \`as const\` does nothing there.`,
    hint: adviseConst(assertion.expression, "...", context),
  };
}
