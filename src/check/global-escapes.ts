import type { Node } from "oxc-parser";
import { isFunction, isWritten, outermost, staticKey, unwrap, type FunctionNode } from "./ast.ts";
import { CALLBACK_TAKERS, EVENT_SOURCES } from "./globals.ts";
import type { ParsedProgram } from "./parse.ts";
import type { Binding, Scopes } from "./scope.ts";

/** Finds where the host hands the global object to a program. */
export interface LeakFinder {
  /**
   * Whether the use of a host global can do so.
   * @param node the global, also as a property of the global object
   */
  isLeak(name: string, node: Node): boolean;
  /** The functions that the host calls, with the global object as their `this`, as far as `isLeak` was asked. */
  readonly called: ReadonlySet<Node>;
}

type Parents = ReadonlyMap<Node, Node>;

/**
 * `setTimeout` and its kind call what they are given with the global object as `this`, which even a built-in function
 * passes on: `setTimeout("".replace, 0, { [Symbol.replace]: (leaked) => ... })`. So only functions of the program are
 * harmless, and only where it is plain which they are: in those, and no others, `this` is to be looked at.
 */
export function createLeakFinder({ parents }: ParsedProgram, scopes: Scopes): LeakFinder {
  const called = new Set<Node>();
  const judged = new Map<Binding, boolean>();

  const isHarmless = (callback: Node): boolean => {
    const inner = unwrap(callback);
    if (isFunction(inner)) {
      called.add(inner);
      return true;
    }
    const binding = inner.type === "Identifier" ? (scopes.resolved.get(inner) ?? null) : null;
    if (binding === null) return false;
    const known = judged.get(binding) ?? isHarmlessName(binding);
    judged.set(binding, known);
    return known;
  };
  const isHarmlessName = (binding: Binding): boolean => {
    if (binding.references.some((one) => isWritten(one, parents))) return false;
    if (binding.kind === "parameter") return isSettler(binding, parents, scopes);
    const value = isNamedOnce(binding, scopes) ? functionOf(binding, parents) : null;
    if (value !== null) called.add(value);
    return value !== null;
  };

  return {
    called,
    isLeak(name, node) {
      if (EVENT_SOURCES.has(name)) return !isPlainController(name, node, parents, scopes);
      if (!CALLBACK_TAKERS.has(name)) return false;
      const outer = outermost(node, parents);
      const call = parents.get(outer);
      if (call?.type !== "CallExpression" || call.callee !== outer) return true;
      const [callback] = call.arguments;
      return callback !== undefined && !isHarmless(callback);
    },
  };
}

/** A `var` or a second `function` may give a name another value. */
function isNamedOnce(binding: Binding, { bindings }: Scopes): boolean {
  return !bindings.some(
    (other) =>
      other !== binding &&
      other.name === binding.name &&
      (other.kind === "function" || other.kind === "variable"),
  );
}

function functionOf(
  { kind, identifier, declaration }: Binding,
  parents: Parents,
): FunctionNode | null {
  if (kind === "function") return isFunction(declaration) ? declaration : null;
  if (declaration.type !== "VariableDeclarator" || declaration.id !== identifier) return null;
  // Before its own line, a `var` of a parameter's name still is what was passed.
  if (isVar(declaration, parents)) return null;
  const value = declaration.init === null ? null : unwrap(declaration.init);
  return value !== null && isFunction(value) ? value : null;
}

function isVar(declarator: Node, parents: Parents): boolean {
  const declaration = parents.get(declarator);
  return declaration?.type !== "VariableDeclaration" || declaration.kind === "var";
}

/** `resolve` or `reject` of `new Promise((resolve, reject) => ...)`. */
function isSettler(
  { identifier, declaration }: Binding,
  parents: Parents,
  { resolved }: Scopes,
): boolean {
  // By a name of its own it can be called again, with anything.
  if (!isFunction(declaration) || declaration.id !== null) return false;
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

/**
 * `const controller = new AbortController()` of which nothing is used that could be a way to `signal.onabort`, whose
 * handler is called with the global object as `this`.
 */
function isPlainController(
  name: string,
  node: Node,
  parents: Parents,
  { declared }: Scopes,
): boolean {
  const made = parents.get(node);
  if (name !== "AbortController" || made?.type !== "NewExpression") return false;
  if (made.callee !== node) return false;
  const declarator = parents.get(made);
  if (declarator?.type !== "VariableDeclarator" || declarator.init !== made) return false;
  // Of two of the same name, the references are with the first.
  if (isVar(declarator, parents)) return false;
  const references = declared.get(declarator.id)?.references;
  return references?.every((one) => isPlainControllerUse(one, parents)) === true;
}

const HARMLESS_OF_SIGNAL: ReadonlySet<string> = new Set(["aborted", "reason", "throwIfAborted"]);

function isPlainControllerUse(reference: Node, parents: Parents): boolean {
  const [member, key] = memberOf(reference, parents);
  if (key === "abort") return true;
  if (key !== "signal") return false;
  const [used, usedKey] = memberOf(member, parents);
  if (HARMLESS_OF_SIGNAL.has(usedKey)) return true;
  if (usedKey !== "addEventListener") return false;
  const call = parents.get(used);
  if (call?.type !== "CallExpression" || call.callee !== used) return false;
  const [type, listener] = call.arguments;
  if (type?.type === "SpreadElement") return false;
  // It sees neither the event nor the signal.
  return listener?.type === "ArrowFunctionExpression" && listener.params.length === 0;
}

/** The member expression that reads from a node, and the property it reads; an empty name for anything else. */
function memberOf(node: Node, parents: Parents): [member: Node, key: string] {
  const parent = parents.get(node);
  if (parent?.type !== "MemberExpression" || parent.object !== node) return [node, ""];
  return [parent, staticKey(parent.property, parent.computed) ?? ""];
}
