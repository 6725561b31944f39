import type { Node } from "oxc-parser";
import { staticKey, unwrap } from "../ast.ts";
import type { Binding } from "../scope.ts";
import type { ExplainContext } from "./context.ts";

/** How far a value is followed through variables and branches. */
const MAX_DEPTH = 6;

/**
 * The strings that an expression can be, when they are all written out in the program. The compiler forgets them: to it
 * `const query = { state: "open" }` has a `state` of any string.
 * @param names the properties to follow into object literals, outermost first
 * @returns `null` when it can be anything else
 */
export function possibleStrings(
  expression: Node,
  names: readonly string[],
  context: ExplainContext,
  depth = 0,
): string[] | null {
  if (depth > MAX_DEPTH) return null;
  const node = unwrap(expression);
  const follow = (next: Node, rest = names): string[] | null =>
    possibleStrings(next, rest, context, depth + 1);
  switch (node.type) {
    case "Literal":
      return names.length === 0 && typeof node.value === "string" ? [node.value] : null;
    case "ConditionalExpression":
      return together([follow(node.consequent), follow(node.alternate)]);
    case "LogicalExpression":
      return together([follow(node.left), follow(node.right)]);
    case "ObjectExpression": {
      const value = propertyOf(node, names[0]);
      return value === null ? null : follow(value, names.slice(1));
    }
    case "Identifier": {
      const values = valuesOf(context.scopes.resolved.get(node) ?? null, context);
      return values === null ? null : together(values.map((value) => follow(value)));
    }
    default:
      return null;
  }
}

function together(lists: readonly (string[] | null)[]): string[] | null {
  return lists.every((list) => list !== null) ? lists.flat() : null;
}

function propertyOf(
  literal: Extract<Node, { type: "ObjectExpression" }>,
  name: string | undefined,
): Node | null {
  for (const property of literal.properties.toReversed()) {
    // What is spread after it may have the name as well.
    if (property.type !== "Property") return null;
    if (staticKey(property.key, property.computed) === name) return property.value;
  }
  return null;
}

/** Everything that a variable is ever given; `null` when that cannot be seen. */
function valuesOf(binding: Binding | null, context: ExplainContext): Node[] | null {
  const declarator = binding?.declaration;
  if (binding === null || declarator?.type !== "VariableDeclarator") return null;
  if (declarator.id !== binding.identifier) return null;
  const values = declarator.init === null ? itemsOfLoop(declarator, context) : [declarator.init];
  if (values === null) return null;
  for (const reference of binding.references) {
    const parent = context.parsed.parents.get(reference);
    if (parent?.type === "UpdateExpression") return null;
    if (parent?.type === "MemberExpression" && isWritten(parent, context)) return null;
    if (parent?.type !== "AssignmentExpression" || parent.left !== reference) continue;
    if (parent.operator !== "=") return null;
    values.push(parent.right);
  }
  return values;
}

function isWritten(member: Node, { parsed }: ExplainContext): boolean {
  const parent = parsed.parents.get(member);
  return parent?.type === "AssignmentExpression" && parent.left === member;
}

/** `for (const state of ["open", "closed"])`: what the variable of a loop goes through. */
function itemsOfLoop(declarator: Node, { parsed, scopes }: ExplainContext): Node[] | null {
  const declaration = parsed.parents.get(declarator);
  const loop = declaration === undefined ? undefined : parsed.parents.get(declaration);
  // A variable that is declared without a value has those that it is assigned.
  if (loop?.type !== "ForOfStatement" || loop.left !== declaration) return [];
  const list = unwrap(loop.right);
  const named = scopes.resolved.get(list)?.declaration;
  const init =
    named?.type === "VariableDeclarator" && named.init !== null ? unwrap(named.init) : list;
  if (init.type !== "ArrayExpression") return null;
  const items = init.elements.filter((item) => item !== null && item.type !== "SpreadElement");
  return items.length === init.elements.length ? items : null;
}
