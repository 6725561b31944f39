import { staticKey } from "../ast.ts";
import type { CompilerFinding, ExplainContext, Explainer } from "./context.ts";

/** What the compiler minds in itself, and what is right where it stands. */
export const explainHarmless: Explainer = (finding, context) =>
  isAskedFor(finding) || isNamedGroup(finding, context) ? null : undefined;

/** `typeof missing`: the one thing that may be done with a name that is not there. */
function isAskedFor({ code, path }: CompilerFinding): boolean {
  const parent = path.at(-2);
  return code === 2304 && parent?.type === "UnaryExpression" && parent.operator === "typeof";
}

/** `match.groups.year`: where the expression has named groups, a match has them. */
function isNamedGroup({ code, start, path }: CompilerFinding, { parsed }: ExplainContext): boolean {
  if ((code !== 18048 && code !== 2532) || !parsed.text.includes("(?<")) return false;
  return path.some(
    (node) =>
      node.start === start &&
      ((node.type === "Identifier" && node.name === "groups") ||
        (node.type === "MemberExpression" && staticKey(node.property, node.computed) === "groups")),
  );
}
