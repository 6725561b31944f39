import type { Node } from "oxc-parser";
import { isFunction, staticKey, unwrap } from "./ast.ts";
import type { Constants } from "./flow/constants.ts";
import type { ProgramForm } from "./forms.ts";
import type { ParsedProgram } from "./parse.ts";
import type { Scopes } from "./scope.ts";

/** The function whose body is the program, when there is one. */
export function mainFunction(form: ProgramForm, scopes: Scopes): Node | null {
  switch (form.kind) {
    case "function":
      return unwrap(form.statement.expression);
    case "default":
      return unwrap(form.exported.declaration);
    case "named": {
      const declaration = scopes.bindings.find(
        ({ name, topLevel }) => topLevel && name === form.name,
      )?.declaration;
      if (declaration?.type !== "VariableDeclarator") return declaration ?? null;
      return declaration.init === null ? null : unwrap(declaration.init);
    }
    default:
      return null;
  }
}

/** The functions whose returned value is the program's result: the main one, and one that is called for it alone. */
export function resultFunctions(
  { program }: ParsedProgram,
  form: ProgramForm,
  scopes: Scopes,
  constants: Constants,
): ReadonlySet<Node> {
  const found = new Set<Node>();
  const main = mainFunction(form, scopes);
  const target = main === null ? null : constants.functionOf(main);
  if (target !== null) found.add(target);
  const results = program.body.flatMap((statement) =>
    statement.type === "ReturnStatement" && statement.argument !== null ? [statement.argument] : [],
  );
  if (form.kind === "last-expression") results.push(form.statement.expression);
  for (const result of results) {
    const called = calledForResult(result, constants);
    if (called !== null) found.add(called);
  }
  return found;
}

/** `main()`, `await main()`, `main().catch(...)`, where `main` is called nowhere else. */
function calledForResult(result: Node, constants: Constants): Node | null {
  let node = unwrap(result);
  if (node.type === "AwaitExpression") node = unwrap(node.argument);
  while (node.type === "CallExpression" && node.callee.type === "MemberExpression") {
    const { object, property, computed } = node.callee;
    if (!/^(?:catch|finally)$/.test(staticKey(property, computed) ?? "")) return null;
    node = unwrap(object);
  }
  if (node.type !== "CallExpression") return null;
  const callee = unwrap(node.callee);
  if (isFunction(callee)) return callee;
  const binding = constants.bindingOf(callee);
  return binding?.references.length === 1 ? constants.functionOf(callee) : null;
}
