import type { Node } from "oxc-parser";
import { isFunction, staticKey, unwrap } from "../ast.ts";
import { isCheckedBefore } from "./checked-before.ts";
import type { ExplainContext } from "./context.ts";
import { MISSING, type Missing } from "./implied.ts";
import { listOf } from "./items.ts";
import { ownerOfKey } from "./listed-keys.ts";
import { fieldsIn, fieldsTo, pathOf, stepsFrom } from "./paths.ts";

/**
 * Whether the program has checked a value in a way that the compiler does not follow, so that what it says of null and
 * undefined is not so: before a callback, in the `filter` before a `map`, by assigning in a callback.
 * @param missing what the compiler says that the value may be; default both
 */
export function isGuarded(
  subject: Node,
  context: ExplainContext,
  missing: readonly Missing[] = MISSING,
): boolean {
  return (
    isAssignedInCallback(subject, context) ||
    isFiltered(subject, context) ||
    isGroup(subject, context) ||
    isOwnEntry(subject, context) ||
    isCheckedBefore(subject, missing, context)
  );
}

/** `Object.entries(Object.groupBy(...)).map(([key, list]) => list.length)`: what has an entry is there. */
function isGroup(subject: Node, context: ExplainContext): boolean {
  const { resolved } = context.scopes;
  const binding = resolved.get(subject);
  if (!binding) return false;
  const { parents } = context.parsed;
  const pattern = parents.get(binding.identifier);
  if (pattern?.type !== "ArrayPattern" || pattern.elements[1] !== binding.identifier) return false;
  const holder = parents.get(pattern);
  // A callback has its list at the left of the method, a loop at the right of `of`.
  const call = holder && isFunction(holder) ? parents.get(holder) : undefined;
  const list = holder?.type === "VariableDeclarator" ? parents.get(holder) : undefined;
  const loop = list && parents.get(list);
  const entries =
    call?.type === "CallExpression" && call.callee.type === "MemberExpression"
      ? unwrap(call.callee.object)
      : loop?.type === "ForOfStatement"
        ? unwrap(loop.right)
        : null;
  const [given] = entries === null ? [] : argumentsOf(entries, "entries", context);
  if (given === undefined) return false;
  const held = context.flow.constants.bindingOf(given);
  const value = held ? context.flow.constants.valueOf(held) : unwrap(given);
  return value !== null && argumentsOf(value, "groupBy", context).length > 0;
}

/** `groups[key]` where `key` is one of the names that `groups` has. */
function isOwnEntry(subject: Node, context: ExplainContext): boolean {
  const node = unwrap(subject);
  if (node.type !== "MemberExpression" || !node.computed) return false;
  const owner = ownerOfKey(node.property, context);
  const [asked, read] = [owner, node.object].map((one) => one && pathOf(one, context));
  return asked != null && read != null && stepsFrom(asked, read) === "";
}

/** The arguments of `Object.entries(...)`, and the like. */
function argumentsOf(node: Node, method: string, { flow }: ExplainContext): readonly Node[] {
  if (node.type !== "CallExpression" || node.callee.type !== "MemberExpression") return [];
  const { object, property, computed } = node.callee;
  const isMeant = staticKey(property, computed) === method;
  return isMeant && flow.constants.isGlobal(object, "Object") ? node.arguments : [];
}

/** `let best; items.forEach((item) => { best = item; }); best.name`: to the compiler it is never assigned. */
function isAssignedInCallback(subject: Node, { parsed, scopes }: ExplainContext): boolean {
  const binding = scopes.resolved.get(subject);
  if (binding?.kind !== "variable") return false;
  const home = functionAround(binding.identifier, parsed.parents);
  return binding.references.some((reference) => {
    const parent = parsed.parents.get(reference);
    const isAssigned = parent?.type === "AssignmentExpression" && parent.left === reference;
    return isAssigned && functionAround(reference, parsed.parents) !== home;
  });
}

function functionAround(node: Node, parents: ReadonlyMap<Node, Node>): Node | null {
  let at = parents.get(node);
  while (at !== undefined && !isFunction(at)) at = parents.get(at);
  return at ?? null;
}

/** `issues.filter((i) => i.assignee).map((i) => i.assignee.login)`, the two parameters of any names or patterns. */
function isFiltered(subject: Node, context: ExplainContext): boolean {
  const root = rootOf(subject);
  const binding = root === null ? null : (context.scopes.resolved.get(root) ?? null);
  if (root === null || binding === null) return false;
  const into = fieldsTo(binding);
  if (into === null) return false;
  const rest = withoutDoubt(context.parsed.text.slice(root.end, subject.end));
  const list = listOf(binding, context);
  return list !== null && hasFilterOn(list, `${into}${rest}`, context);
}

/** The variable at the left end of `a.b.c`. */
function rootOf(subject: Node): Node | null {
  let node = unwrap(subject);
  while (node.type === "MemberExpression") node = unwrap(node.object);
  return node.type === "Identifier" ? node : null;
}

/** `a?.b` looks at `a.b`. */
function withoutDoubt(text: string): string {
  return text.replaceAll("?.", ".");
}

/** Whether the list comes out of a `filter` whose callback looks at the same part of an item. */
function hasFilterOn(list: Node, fields: string, context: ExplainContext): boolean {
  let node = unwrap(list);
  for (let step = 0; step < 10; step += 1) {
    if (node.type === "Identifier") {
      const declaration = context.scopes.resolved.get(node)?.declaration;
      if (declaration?.type !== "VariableDeclarator" || declaration.init === null) return false;
      node = unwrap(declaration.init);
      continue;
    }
    const [only] = node.type === "ArrayExpression" ? node.elements : [];
    if (node.type === "ArrayExpression" && node.elements.length === 1 && only) {
      if (only.type !== "SpreadElement") return false;
      node = unwrap(only.argument);
      continue;
    }
    if (node.type !== "CallExpression" || node.callee.type !== "MemberExpression") return false;
    const { object, property, computed } = node.callee;
    if (staticKey(property, computed) === "filter" && looksAt(node.arguments[0], fields, context))
      return true;
    node = unwrap(object);
  }
  return false;
}

function looksAt(callback: Node | undefined, fields: string, context: ExplainContext): boolean {
  const test = callback === undefined ? null : context.flow.constants.functionOf(callback);
  const [parameter] = test?.params ?? [];
  if (parameter === undefined || !test?.body) return false;
  const body = withoutDoubt(context.parsed.text.slice(test.body.start, test.body.end));
  return fieldsIn(parameter).some(([name, into]) => {
    if (name.type !== "Identifier" || !`${fields}.`.startsWith(`${into}.`)) return false;
    const read = `${name.name}${fields.slice(into.length)}`;
    const field = read.lastIndexOf(".");
    const asked = `${JSON.stringify(read.slice(field + 1))} in ${read.slice(0, Math.max(field, 0))}`;
    return body.includes(read) || (field > 0 && body.includes(asked));
  });
}
