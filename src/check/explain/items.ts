import type { Node } from "oxc-parser";
import { staticKey, unwrap } from "../ast.ts";
import type { Binding } from "../scope.ts";
import type { ExplainContext } from "./context.ts";
import { fieldsTo, pathOf, stepsFrom, type Path } from "./paths.ts";

/** Methods of lists that give some of the same items. */
const SAME_ITEMS = /^(?:filter|slice|sort|toSorted|reverse|toReversed)$/;

/** How many names and methods a list is followed back through. */
const MAX_STEPS = 10;

/** The list whose items a callback's parameter or a loop's variable goes through. */
export function listOf({ kind, declaration }: Binding, { parsed }: ExplainContext): Node | null {
  const parent = parsed.parents.get(declaration);
  if (kind === "parameter") {
    if (parent?.type !== "CallExpression" || parent.callee.type !== "MemberExpression") return null;
    return parent.callee.object;
  }
  const loop = parent === undefined ? undefined : parsed.parents.get(parent);
  return loop?.type === "ForOfStatement" && loop.left === parent ? loop.right : null;
}

/** A value as a part of each item of a list: `.assignee` of `issues`, for `issue.assignee` in `for (const issue of issues)`. */
export interface PartOfItems {
  list: Node;
  steps: string;
}

export function partOfItems({ root, steps }: Path, context: ExplainContext): PartOfItems | null {
  const list = listOf(root, context);
  const into = fieldsTo(root);
  return list === null || into === null ? null : { list, steps: `${into}${steps}` };
}

/** The lists that a list gets its items from, the nearest first: itself, what it filters, what its constant holds. */
export function sourcesOf(list: Node, context: ExplainContext): Node[] {
  const sources: Node[] = [];
  let node = unwrap(list);
  for (let step = 0; step < MAX_STEPS; step += 1) {
    sources.push(node);
    const next = sourceOf(node, context);
    if (next === null) break;
    node = unwrap(next);
  }
  return sources;
}

function sourceOf(node: Node, { flow }: ExplainContext): Node | null {
  if (node.type === "Identifier") {
    const binding = flow.constants.bindingOf(node);
    return binding ? flow.constants.valueOf(binding) : null;
  }
  if (node.type === "ArrayExpression") {
    const [only] = node.elements;
    return node.elements.length === 1 && only?.type === "SpreadElement" ? only.argument : null;
  }
  return SAME_ITEMS.test(methodOf(node) ?? "") ? objectOf(node) : null;
}

/** Whether two lists have the same items, or one of them some of the other's. */
export function areSameItems(one: Node, other: Node, context: ExplainContext): boolean {
  const of = (list: Node): Path[] =>
    sourcesOf(list, context).flatMap((source) => pathOf(source, context) ?? []);
  const others = of(other);
  return of(one).some((path) => others.some((also) => stepsFrom(path, also) === ""));
}

/** The name of the method that a node calls. */
export function methodOf(node: Node): string | null {
  if (node.type !== "CallExpression" || node.callee.type !== "MemberExpression") return null;
  return staticKey(node.callee.property, node.callee.computed);
}

/** What the method is called on. */
export function objectOf(node: Node): Node | null {
  if (node.type !== "CallExpression" || node.callee.type !== "MemberExpression") return null;
  return node.callee.object;
}
