import type { Node } from "oxc-parser";
import { isFunction, staticKey, unwrap, walk } from "../ast.ts";
import type { ParsedProgram } from "../parse.ts";
import type { Binding, Scopes } from "../scope.ts";
import { isWriteTarget, type Constants } from "./constants.ts";
import { spread } from "./work.ts";

/**
 * Finds the nodes from which the program may tell another part of itself that something is done, so that it can be
 * waited for without an `await` on the promise itself: `resolve` of a `new Promise`, a counter that a loop looks at.
 */
export function findSignals(
  { program, parents }: ParsedProgram,
  scopes: Scopes,
  constants: Constants,
): ReadonlySet<Node> {
  const told = new Set<Binding>();
  const watched = new Set<Binding>();
  const loopTests: Node[] = [];
  const executors: Node[] = [];
  walk(program, (node) => {
    switch (node.type) {
      case "NewExpression": {
        if (constants.isGlobal(node.callee, "AbortController")) addDeclared(node);
        if (!constants.isGlobal(node.callee, "Promise")) return;
        const [executor] = node.arguments;
        if (executor === undefined) return;
        executors.push(executor);
        const target = constants.functionOf(executor);
        for (const parameter of target?.params ?? []) addPattern(parameter);
        return;
      }
      case "CallExpression": {
        const callee = unwrap(node.callee);
        if (callee.type !== "MemberExpression") return;
        const name = staticKey(callee.property, callee.computed);
        if (name === "withResolvers") addDeclared(node);
        return;
      }
      case "WhileStatement":
      case "DoWhileStatement":
        loopTests.push(node.test);
        return;
      case "ForStatement":
        if (node.test !== null) loopTests.push(node.test);
        return;
      default:
    }
  });
  for (const place of [...loopTests, ...executors]) {
    walk(place, (node) => {
      const binding = node.type === "Identifier" ? scopes.resolved.get(node) : null;
      if (binding && !told.has(binding) && !isFunction(binding.declaration)) watched.add(binding);
    });
  }
  const seeds = [...told].flatMap(({ references }) => references);
  for (const { references } of watched) seeds.push(...references.filter(changes));
  return spread(seeds, parents, scopes, passedOnTo);

  /** The names that a call or `new` is given by the declaration around it. */
  function addDeclared(node: Node): void {
    let at = parents.get(node);
    while (at !== undefined && unwrap(at) === node) at = parents.get(at);
    if (at?.type === "VariableDeclarator") addPattern(at.id);
  }

  function addPattern(pattern: Node): void {
    walk(pattern, (node) => {
      const binding = scopes.declared.get(node);
      if (binding !== undefined) told.add(binding);
    });
  }

  /** Whether a name is given a value there, or a method of it is called. */
  function changes(reference: Node): boolean {
    if (isWriteTarget(reference, parents)) return true;
    let below = reference;
    let at = parents.get(below);
    while (at?.type === "MemberExpression" && at.object === below) {
      below = at;
      at = parents.get(at);
    }
    if (below === reference) return false;
    return (at?.type === "CallExpression" && at.callee === below) || isWriteTarget(below, parents);
  }

  /** `done = resolve`, `waiting.push(resolve)`. The promise itself is waited for by whoever has it. */
  function passedOnTo(node: Node): (Binding | null | undefined)[] | null {
    if (node.type === "NewExpression" && constants.isGlobal(node.callee, "Promise")) return null;
    if (node.type === "AssignmentExpression") return [rootOf(node.left)];
    return node.type === "CallExpression" ? [rootOf(node.callee)] : [];
  }

  function rootOf(expression: Node): Binding | null | undefined {
    let node = unwrap(expression);
    while (node.type === "MemberExpression") node = unwrap(node.object);
    return constants.bindingOf(node);
  }
}
