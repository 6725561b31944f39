import { unwrap } from "../ast.ts";
import type { Node } from "oxc-parser";
import type { Binding } from "../scope.ts";

/** The list one of whose items a name is: `[one(), two()]` of `a` in `const [a, b] = [one(), two()]`. */
export function listTakenApart(
  { declaration, identifier }: Pick<Binding, "declaration" | "identifier">,
  parents: ReadonlyMap<Node, Node>,
): Node | null {
  if (declaration.type !== "VariableDeclarator" || declaration.init === null) return null;
  const { id, init } = declaration;
  if (id.type !== "ArrayPattern" || !id.elements.some((item) => item === identifier)) return null;
  // A `var` may be declared a second time, with another value.
  const statement = parents.get(declaration);
  if (statement?.type !== "VariableDeclaration" || statement.kind === "var") return null;
  return unwrap(init);
}
