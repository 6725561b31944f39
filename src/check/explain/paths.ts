import type { Node } from "oxc-parser";
import { isFunction, outermost, staticKey, unwrap } from "../ast.ts";
import { isWriteTarget } from "../flow/constants.ts";
import type { Binding } from "../scope.ts";
import type { ExplainContext } from "./context.ts";

/** A value by the variable at its left end and what is read from that: `.assignee.login`. `a?.b` reads the same as `a.b`. */
export interface Path {
  root: Binding;
  steps: string;
}

/** `null` for what is not made of a variable and members alone. */
export function pathOf(expression: Node, context: ExplainContext): Path | null {
  const node = unwrap(expression);
  if (node.type === "Identifier") {
    const root = context.scopes.resolved.get(node) ?? null;
    return root === null ? null : { root, steps: "" };
  }
  if (node.type !== "MemberExpression") return null;
  const object = pathOf(node.object, context);
  const key = staticKey(node.property, node.computed);
  const { start, end } = node.property;
  const step = key === null ? `[${context.parsed.text.slice(start, end)}]` : `.${key}`;
  return object === null ? null : { root: object.root, steps: `${object.steps}${step}` };
}

/** What is read from one path to get to another; `null` where that is no part of it. */
export function stepsFrom(from: Path, to: Path): string | null {
  if (from.root !== to.root || !to.steps.startsWith(from.steps)) return null;
  const rest = to.steps.slice(from.steps.length);
  return rest === "" || /^[.[]/.test(rest) ? rest : null;
}

/** Whether neither the variable nor anything on the way to the value is ever given another one. */
export function isUnwritten(path: Path, context: ExplainContext): boolean {
  const { parents } = context.parsed;
  if (!context.flow.constants.isNeverWritten(path.root.identifier)) return false;
  return path.root.references.every((reference) => {
    let at = outermost(reference, parents);
    for (;;) {
      const above = parents.get(at);
      if (above?.type !== "MemberExpression" || above.object !== at) return true;
      const here = pathOf(above, context);
      if (here === null || stepsFrom(here, path) === null) return true;
      if (isWriteTarget(above, parents)) return false;
      at = outermost(above, parents);
    }
  });
}

/** `.assignee` for `who` of `({ assignee: who }) => ...`, nothing for a name of its own. */
export function fieldsTo({ identifier, declaration }: Binding): string | null {
  const patterns = isFunction(declaration)
    ? declaration.params
    : declaration.type === "VariableDeclarator"
      ? [declaration.id]
      : [];
  for (const pattern of patterns) {
    const fields = fieldsIn(pattern).find(([name]) => name === identifier)?.[1];
    if (fields !== undefined) return fields;
  }
  return null;
}

/** The names in a pattern, with the fields that lead to each; what has a default or is the rest is left out. */
export function fieldsIn(
  pattern: Node,
  above = "",
): readonly (readonly [name: Node, fields: string])[] {
  if (pattern.type === "Identifier") return [[pattern, above]];
  if (pattern.type !== "ObjectPattern") return [];
  return pattern.properties.flatMap((property) => {
    const key = property.type === "Property" ? staticKey(property.key, property.computed) : null;
    return property.type !== "Property" || key === null
      ? []
      : fieldsIn(property.value, `${above}.${key}`);
  });
}
