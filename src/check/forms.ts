import type { ExportDefaultDeclaration, ExpressionStatement, Node, Statement } from "oxc-parser";
import { isFunction, unwrap, walk } from "./ast.ts";
import type { ParsedProgram } from "./parse.ts";
import type { Scopes } from "./scope.ts";

/** How a program gives its result: the forms that models write. */
export type ProgramForm =
  /** Statements with `await` and, if at all, their own `return`. */
  | { kind: "statements" }
  /** Statements whose last one is an expression, as in a REPL: its value is the result. */
  | { kind: "last-expression"; statement: ExpressionStatement }
  /** The last statement is a function that nobody calls, `async () => {...}`. */
  | { kind: "function"; statement: ExpressionStatement }
  /** `export default` of a function or a value. */
  | { kind: "default"; exported: ExportDefaultDeclaration }
  /** Declarations only, one of them the function to call; or `export { name as default }`. */
  | { kind: "named"; name: string };

/** Names by which a function that nobody calls is meant to be called. */
const MAIN_NAMES = ["main", "run", "execute", "handler", "program"];

export function findForm(parsed: ParsedProgram, scopes: Scopes): ProgramForm {
  const { body } = parsed.program;
  const exported = body.find(isDefaultExport);
  if (exported !== undefined) return { kind: "default", exported };
  const exportedName = body.map(nameExportedAsDefault).find((name) => name !== null);
  if (exportedName !== undefined) return { kind: "named", name: exportedName };

  const last = body.findLast((statement) => statement.type !== "EmptyStatement");
  if (last?.type === "ExpressionStatement") {
    if (isFunction(unwrap(last.expression))) return { kind: "function", statement: last };
    if (isResult(last.expression) && !body.some(returns)) {
      return { kind: "last-expression", statement: last };
    }
    return { kind: "statements" };
  }
  const main = body.some(returns) ? null : uncalledMain(body, scopes);
  return main === null ? { kind: "statements" } : { kind: "named", name: main };
}

function isDefaultExport(statement: Node): statement is ExportDefaultDeclaration {
  return (
    statement.type === "ExportDefaultDeclaration" &&
    statement.declaration.type !== "TSDeclareFunction" &&
    statement.declaration.type !== "TSInterfaceDeclaration"
  );
}

function nameExportedAsDefault(statement: Node): string | null {
  if (statement.type !== "ExportNamedDeclaration" || statement.source !== null) return null;
  for (const { local, exported } of statement.specifiers) {
    const isDefault = exported.type === "Identifier" && exported.name === "default";
    if (isDefault && local.type === "Identifier") return local.name;
  }
  return null;
}

/** Expressions that are written for what they do, not for their value, give no result. */
function isResult(expression: Node): boolean {
  const inner = unwrap(expression);
  switch (inner.type) {
    case "AssignmentExpression":
    case "UpdateExpression":
      return false;
    case "UnaryExpression":
      return inner.operator !== "delete" && inner.operator !== "void";
    default:
      return true;
  }
}

/** Whether a `return` of the program itself is in the statement. */
function returns(statement: Node): boolean {
  let found = false;
  walk(statement, (node) => {
    if (node.type === "ReturnStatement") found = true;
    return !found && !isFunction(node);
  });
  return found;
}

/** The function that a program of nothing but declarations must mean to be called. */
function uncalledMain(body: readonly Node[], scopes: Scopes): string | null {
  const declarations = body.map(declarationOf);
  if (!declarations.every(isDeclaration)) return null;
  const functions = scopes.bindings.filter(
    ({ topLevel, declaration, references }) =>
      topLevel && references.length === 0 && declaresFunction(declaration),
  );
  const named = functions.find(({ name }) => MAIN_NAMES.includes(name));
  if (named !== undefined) return named.name;
  const onlyFunctionsAndTypes = declarations.every(({ type }) => type !== "VariableDeclaration");
  const [only] = functions;
  return onlyFunctionsAndTypes && functions.length === 1 && only !== undefined ? only.name : null;
}

/** What a statement declares, without its `export`. */
function declarationOf(statement: Node): Node {
  if (statement.type === "ExportNamedDeclaration") return statement.declaration ?? statement;
  return statement;
}

function isDeclaration(statement: Node): boolean {
  const { type } = statement as Statement;
  return (
    type === "FunctionDeclaration" ||
    type === "TSDeclareFunction" ||
    type === "ClassDeclaration" ||
    type === "VariableDeclaration" ||
    type === "TSInterfaceDeclaration" ||
    type === "TSTypeAliasDeclaration" ||
    type === "ImportDeclaration" ||
    type === "EmptyStatement"
  );
}

function declaresFunction(declaration: Node): boolean {
  if (declaration.type === "FunctionDeclaration") return true;
  return (
    declaration.type === "VariableDeclarator" &&
    declaration.init !== null &&
    isFunction(unwrap(declaration.init))
  );
}
