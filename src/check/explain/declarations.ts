import type { Node } from "oxc-parser";
import type { CompilerFinding, ExplainContext, Explainer, Explanation } from "./context.ts";
import { cut } from "./signature.ts";
import { quoteSource } from "./sources.ts";
import { adviseConst } from "./widened.ts";

/** Names that are declared twice, constants that are assigned, `as const` on a variable, typed errors and the like. */
export const explainDeclaration: Explainer = (finding, context) => {
  switch (finding.code) {
    case 2451:
    case 2300:
      return declaredTwice(finding, context);
    case 2588:
      return assignedConstant(finding, context);
    case 1196:
      return typedCatch(finding);
    case 2367:
      return neverEqual(finding);
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

/** `catch (error: ToolError)` */
function typedCatch({ path, start }: CompilerFinding): Explanation {
  const clause = path.findLast((node) => node.type === "CatchClause");
  const name =
    clause?.type === "CatchClause" && clause.param?.type === "Identifier"
      ? clause.param.name
      : "error";
  return {
    code: "CHECK_TYPE",
    key: `catch ${start}`,
    message: "What is caught has no type of its own.",
    hint: `Write \`catch (${name})\`, and \`if (${name} instanceof ToolError)\` where it matters.`,
  };
}

/** `if (result.success === "true")` */
function neverEqual({ first, start }: CompilerFinding): Explanation | undefined {
  const types = /types '(.+)' and '(.+)' have no overlap/.exec(first);
  if (types === null) return undefined;
  return {
    code: "CHECK_TYPE",
    key: `equal ${start}`,
    message: `These are never equal: one is \`${cut(types[1] ?? "", 100)}\`, the other \`${cut(types[2] ?? "", 100)}\`.`,
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
