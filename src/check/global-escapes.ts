import type { Node } from "oxc-parser";
import { isFunction, isWritten, outermost, unwrap } from "./ast.ts";
import { CALLBACK_TAKERS, EVENT_SOURCES } from "./globals.ts";
import type { ParsedProgram } from "./parse.ts";
import type { Binding, Scopes } from "./scope.ts";

/**
 * Whether the use of a host global can hand the global object to the program.
 * @param node the global, also as a property of the global object
 */
export type LeakTest = (name: string, node: Node) => boolean;

/**
 * `setTimeout` and its kind call what they are given with the global object as `this`, which even a built-in function
 * passes on: `setTimeout("".replace, 0, { [Symbol.replace]: (leaked) => ... })`. So only a function of
 * the program is harmless, unless it may be a method: what any other function does with its `this` is looked at.
 */
export function createLeakTest(parsed: ParsedProgram, scopes: Scopes): LeakTest {
  const { parents } = parsed;
  const judged = new Map<Binding, boolean>();

  const isHarmless = (callback: Node): boolean => {
    const inner = unwrap(callback);
    if (isFunction(inner)) return true;
    const binding = inner.type === "Identifier" ? (scopes.resolved.get(inner) ?? null) : null;
    if (binding === null) return false;
    const known = judged.get(binding) ?? isHarmlessBinding(binding, parents, scopes);
    judged.set(binding, known);
    return known;
  };

  return (name, node) => {
    if (EVENT_SOURCES.has(name)) return true;
    if (!CALLBACK_TAKERS.has(name)) return false;
    const outer = outermost(node, parents);
    const call = parents.get(outer);
    if (call?.type !== "CallExpression" || call.callee !== outer) return true;
    const [callback] = call.arguments;
    return callback !== undefined && !isHarmless(callback);
  };
}

function isHarmlessBinding(
  binding: Binding,
  parents: ReadonlyMap<Node, Node>,
  scopes: Scopes,
): boolean {
  if (binding.references.some((one) => isWritten(one, parents))) return false;
  if (binding.kind === "parameter") return isSettler(binding, parents, scopes);
  if (!isNamedFunction(binding)) return false;
  // A `var` or a second `function` may have given the name another value.
  return !scopes.bindings.some(
    (other) => other !== binding && other.name === binding.name && MAY_REPEAT.has(other.kind),
  );
}

const MAY_REPEAT: ReadonlySet<Binding["kind"]> = new Set(["function", "variable"]);

function isNamedFunction({ kind, identifier, declaration }: Binding): boolean {
  if (kind === "function") return isFunction(declaration);
  if (declaration.type !== "VariableDeclarator" || declaration.id !== identifier) return false;
  return declaration.init !== null && isFunction(unwrap(declaration.init));
}

/** `resolve` or `reject` of `new Promise((resolve, reject) => ...)`. */
function isSettler(
  { identifier, declaration }: Binding,
  parents: ReadonlyMap<Node, Node>,
  { resolved }: Scopes,
): boolean {
  if (!isFunction(declaration)) return false;
  if (!declaration.params.some((parameter) => parameter === identifier)) return false;
  const executor = outermost(declaration, parents);
  const made = parents.get(executor);
  return (
    made?.type === "NewExpression" &&
    made.arguments[0] === executor &&
    made.callee.type === "Identifier" &&
    made.callee.name === "Promise" &&
    resolved.get(made.callee) === null
  );
}
