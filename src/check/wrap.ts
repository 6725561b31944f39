import type { Node } from "oxc-parser";
import type { ProgramForm } from "./forms.ts";
import type { ProgramImports } from "./imports.ts";
import type { ParsedProgram } from "./parse.ts";
import type { Rewrite } from "./rewrite.ts";

/** A program is written out twice: for the compiler, with its types, and for the isolate, without. */
export type Copy = "check" | "run";

const INPUT = "__codemode_input__";
const MAIN = "__codemode_main__";
const ERROR = "ToolError";

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
  // A function with such parameters must not begin with `"use strict"`.
  const start = names.parameters === "" ? "" : ";";
  rewrite.insert(
    0,
    `${names.outside}export default async function(${INPUT}${type}${names.parameters}){${start}`,
  );
  for (const statement of parsed.program.body) blankModuleSyntax(statement, rewrite);
  const main = applyForm(form, rewrite);
  const end = parsed.text.length;
  // A line of its own, since the program may end in a comment.
  rewrite.insert(end, `\n${main === null ? "" : callMain(main, copy)}}`);
}

/**
 * The imports are blanked, since the servers have their names anyway; other names for them are declared: for the compiler
 * around the function, for the isolate as parameters of it. Their defaults do not see the program's own names, such as
 * the `github` of its `const { github } = sdk`.
 */
function declareImports(
  imports: ProgramImports,
  servers: readonly string[],
  copy: Copy,
): { outside: string; parameters: string } {
  let outside = "";
  let parameters = "";
  for (const { local, exported } of imports.aliases) {
    // An alias declared by `import` is one of the types as well, which no statement in a function can be.
    if (copy === "run") parameters += `,${local}=${runtimeValue(exported)}`;
    else
      outside += exported === ERROR ? `const ${local}=${ERROR};` : `import ${local}=${exported};`;
  }
  for (const name of imports.namespaces) {
    const members = [...servers, ERROR].map((member) =>
      copy === "run" ? `${member}:${runtimeValue(member)}` : member,
    );
    const value = `{${members.join(",")}}`;
    if (copy === "run") parameters += `,${name}=${value}`;
    else outside += `const ${name}=${value};`;
  }
  return { outside, parameters };
}

/** A server without a tool that the program can reach does not exist in the isolate. */
function runtimeValue(name: string): string {
  return `typeof ${name}==="undefined"?undefined:${name}`;
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
