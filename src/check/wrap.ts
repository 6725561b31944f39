import type { Node } from "oxc-parser";
import type { ProgramForm } from "./forms.ts";
import type { ProgramImports } from "./imports.ts";
import type { ParsedProgram } from "./parse.ts";
import type { Rewrite } from "./rewrite.ts";

/** A program is written out twice: for the compiler, with its types, and for the isolate, without. */
export type Copy = "check" | "run";

const INPUT = "__codemode_input__";
const MAIN = "__codemode_main__";

/**
 * Makes any form of program an ES module whose default export is an async function of the input. Everything that is
 * inserted stands on the line of what it is inserted before, so that no line changes its number.
 * @param servers the servers that an imported namespace of the SDK holds
 */
export function wrapProgram(
  parsed: ParsedProgram,
  form: ProgramForm,
  imports: ProgramImports,
  servers: readonly string[],
  copy: Copy,
  rewrite: Rewrite,
): void {
  const names = declareImports(imports, servers, copy);
  const type = copy === "check" ? ":any" : "";
  rewrite.insert(
    0,
    `${names.outside}export default async function(${INPUT}${type}){${names.inside}`,
  );
  for (const statement of parsed.program.body) blankModuleSyntax(statement, rewrite);
  const main = applyForm(form, rewrite);
  const end = parsed.text.length;
  // A line of its own, since the program may end in a comment.
  rewrite.insert(end, `\n${main === null ? "" : callMain(main, copy)}}`);
}

/** The imports are blanked, since the servers are global; other names for them are declared. */
function declareImports(
  imports: ProgramImports,
  servers: readonly string[],
  copy: Copy,
): { outside: string; inside: string } {
  // At run time a server without a tool that the program can reach does not exist at all.
  const value = (name: string): string => (copy === "check" ? name : `globalThis.${name}`);
  let outside = "";
  let inside = "";
  for (const { local, exported } of imports.aliases) {
    // An alias declared by `import` is one of the types as well, which no statement in a function can be.
    if (copy === "check" && exported !== "ToolError") outside += `import ${local}=${exported};`;
    else inside += `const ${local}=${value(exported)};`;
  }
  for (const name of imports.namespaces) {
    const members = servers.map((server) => `${server}:${value(server)}`);
    const declared = `const ${name}={${members.join(",")}};`;
    // Where the program's own `const { github } = sdk` is not the `github` that is meant here.
    if (copy === "check") outside += declared;
    else inside += declared;
  }
  return { outside, inside };
}

/** Takes away what may stand in a module only: imports, and the word `export`. */
function blankModuleSyntax(statement: Node, rewrite: Rewrite): void {
  switch (statement.type) {
    case "ImportDeclaration":
      rewrite.blank(statement.start, statement.end);
      rewrite.put(statement.start, ";");
      return;
    case "ExportNamedDeclaration":
      if (statement.declaration !== null) {
        rewrite.blank(statement.start, statement.declaration.start);
      } else {
        rewrite.blank(statement.start, statement.end);
        rewrite.put(statement.start, ";");
      }
      return;
    case "ExportDefaultDeclaration":
      rewrite.blank(statement.start, statement.declaration.start);
      return;
    default:
  }
}

/** @returns the name of what gives the result: a function to call, or a value; `null` when the statements do */
function applyForm(form: ProgramForm, rewrite: Rewrite): string | null {
  switch (form.kind) {
    case "last-expression":
      rewrite.insert(form.statement.start, "return ");
      return null;
    case "function":
      return nameExpression(form.statement.expression, rewrite);
    case "named":
      return form.name;
    case "default": {
      const { declaration } = form.exported;
      const isDeclaration =
        declaration.type === "FunctionDeclaration" || declaration.type === "ClassDeclaration";
      if (isDeclaration && declaration.id !== null) return declaration.id.name;
      return nameExpression(declaration, rewrite);
    }
    default:
      return null;
  }
}

function nameExpression(expression: Node, rewrite: Rewrite): string {
  rewrite.insert(expression.start, `const ${MAIN}=`);
  rewrite.insert(expression.end, ";");
  return MAIN;
}

function callMain(main: string, copy: Copy): string {
  // What it takes is not the compiler's business: it is called with the input, whether it wants it or not.
  if (copy === "check") return `return (${main} as any)(${INPUT});`;
  return `return typeof ${main}==="function"?${main}(${INPUT}):${main};`;
}
