import { isFunction, type FunctionNode } from "../ast.ts";
import type { Binding } from "../scope.ts";
import type { ExplainContext } from "./context.ts";
import type { Node } from "oxc-parser";

/**
 * Everything that a parameter of the program's own function is ever given: what stands in its place in each call, or its
 * default. `null` when that cannot be seen: the function is passed on, or its calls spread lists.
 */
export function valuesOfParameter(
  { declaration, identifier }: Binding,
  context: ExplainContext,
): Node[] | null {
  if (!isFunction(declaration)) return null;
  const place = declaration.params.findIndex(
    (one) => one === identifier || (one.type === "AssignmentPattern" && one.left === identifier),
  );
  const parameter = declaration.params[place];
  const name = nameOf(declaration, context);
  if (parameter === undefined || name === null) return null;
  const values: Node[] = parameter.type === "AssignmentPattern" ? [parameter.right] : [];
  for (const reference of name.references) {
    const call = context.parsed.parents.get(reference);
    if (call?.type !== "CallExpression" || call.callee !== reference) return null;
    if (call.arguments.some((one) => one.type === "SpreadElement")) return null;
    const given = call.arguments[place];
    if (given !== undefined) values.push(given);
    else if (parameter.type !== "AssignmentPattern") return null;
  }
  return values.length === 0 ? null : values;
}

/** The one name by which a function is called. */
function nameOf(declaration: FunctionNode, { parsed, scopes }: ExplainContext): Binding | null {
  if (declaration.type === "FunctionDeclaration") {
    return declaration.id === null ? null : (scopes.declared.get(declaration.id) ?? null);
  }
  const declarator = parsed.parents.get(declaration);
  if (declarator?.type !== "VariableDeclarator" || declarator.init !== declaration) return null;
  const list = parsed.parents.get(declarator);
  if (list?.type !== "VariableDeclaration" || list.kind !== "const") return null;
  return scopes.declared.get(declarator.id) ?? null;
}

/** What a function whose body is an expression, or nothing but a `return`, gives. */
export function onlyResult(declaration: FunctionNode | null): Node | null {
  const body = declaration?.body ?? null;
  if (declaration === null || body === null || declaration.async || declaration.generator) {
    return null;
  }
  if (body.type !== "BlockStatement") return body;
  const [statement, ...others] = body.body;
  if (statement?.type !== "ReturnStatement" || others.length > 0) return null;
  return statement.argument;
}
