import type { Node } from "oxc-parser";
import { staticKey } from "../ast.ts";
import type { CompilerFinding, ExplainContext, Explainer } from "./context.ts";

/** What the compiler minds in itself, and what is right where it stands. */
export const explainHarmless: Explainer = (finding, context) =>
  isAskedFor(finding) || isNamedGroup(finding, context) || isOption(finding, context)
    ? null
    : undefined;

/**
 * `function f({ name, size = 1 } = {}) {}` and `f({ name: "a" })`: to the compiler what has no default of its own is not
 * there.
 */
function isOption({ code, path, start }: CompilerFinding, context: ExplainContext): boolean {
  if (code === 2339) {
    const pattern = path.findLast((node) => node.type === "AssignmentPattern" && isOptions(node));
    return (
      pattern?.type === "AssignmentPattern" &&
      pattern.left.type === "ObjectPattern" &&
      pattern.left.properties.some((one) => one.type === "Property" && one.key.start === start)
    );
  }
  if (code !== 2353 && code !== 2561) return false;
  const call = path.findLast((node) => node.type === "CallExpression");
  const key = path.findLast((node) => node.type === "Property" && node.key.start === start);
  if (call?.type !== "CallExpression" || key?.type !== "Property") return false;
  const target = context.flow.promises.targetOf(call);
  const place = call.arguments.findIndex((one) => one.start <= start && start < one.end);
  const argument = call.arguments[place];
  const parameter = target?.params[place];
  if (argument?.type !== "ObjectExpression" || !argument.properties.some((one) => one === key))
    return false;
  if (parameter?.type !== "AssignmentPattern" || !isOptions(parameter)) return false;
  const name = staticKey(key.key, key.computed);
  return (
    parameter.left.type === "ObjectPattern" &&
    parameter.left.properties.some(
      (one) => one.type === "Property" && staticKey(one.key, one.computed) === name,
    )
  );
}

/** A pattern without a type whose default is `{}`. */
function isOptions(node: Node): boolean {
  return (
    node.type === "AssignmentPattern" &&
    node.left.type === "ObjectPattern" &&
    !node.left.typeAnnotation &&
    node.right.type === "ObjectExpression" &&
    node.right.properties.length === 0
  );
}

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
