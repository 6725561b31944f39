import type { Node } from "oxc-parser";
import { isFunction } from "../ast.ts";
import type { ParsedProgram } from "../parse.ts";
import type { Binding, Scopes } from "../scope.ts";
import type { ToolCalls } from "../tool-calls.ts";

/**
 * Finds the nodes in which a tool is called: there, or in a function or variable of the program's that is named there.
 * What calls no tool may well be left to itself: nothing of it outside the program is lost.
 */
export function findToolWork(
  { parents }: ParsedProgram,
  scopes: Scopes,
  calls: ToolCalls,
): ReadonlySet<Node> {
  return spread(
    calls.map(({ call }) => call),
    parents,
    scopes,
  );
}

/**
 * Marks nodes and all that is around them, and the same again for each use of a name that is declared around them.
 * Nothing is marked twice, so that it takes as long as the program is.
 * @param extra more names that a marked node makes marked; `null` for one that is not to be marked, nor what is around it
 */
export function spread(
  seeds: readonly Node[],
  parents: ReadonlyMap<Node, Node>,
  { declared }: Scopes,
  extra: (node: Node) => (Binding | null | undefined)[] | null = () => [],
): Set<Node> {
  const marked = new Set<Node>();
  const waiting = [...seeds];
  const follow = (binding: Binding | null | undefined): void => {
    if (binding) waiting.push(...binding.references);
  };
  for (let seed = waiting.pop(); seed !== undefined; seed = waiting.pop()) {
    // What is awaited is done when the variable has its value.
    let isAwaited = false;
    for (let at: Node | undefined = seed; at !== undefined; at = parents.get(at)) {
      const more = marked.has(at) ? null : extra(at);
      if (more === null) break;
      marked.add(at);
      if (at.type === "AwaitExpression") isAwaited = true;
      if (isFunction(at)) isAwaited = false;
      if (isFunction(at) && at.id) follow(declared.get(at.id));
      if (at.type === "VariableDeclarator" && !isAwaited) follow(declared.get(at.id));
      for (const binding of more) follow(binding);
    }
  }
  return marked;
}
