import type { Node, Program } from "oxc-parser";
import { unwrap, walk } from "./ast.ts";
import type { Rewrite } from "./rewrite.ts";

/**
 * Blanks the name of every module that a program mentions, in whatever way. A program cannot use one, which rules say;
 * and a compiler that knew the name would look for the file, and tell what is in it or at least that it is there.
 */
export function blankModuleNames(program: Program, rewrite: Rewrite): void {
  walk(program, (node) => {
    const name = moduleName(node);
    if (name !== null && isText(name)) rewrite.blank(name.start + 1, name.end - 1);
  });
}

function moduleName(node: Node): Node | null {
  switch (node.type) {
    case "ImportExpression":
      return unwrap(node.source);
    case "ImportDeclaration":
    case "ExportAllDeclaration":
    case "ExportNamedDeclaration":
    case "TSImportType":
      return node.source;
    case "TSExternalModuleReference":
      return node.expression;
    case "TSModuleDeclaration":
      return node.id;
    default:
      return null;
  }
}

function isText(node: Node): boolean {
  if (node.type === "TemplateLiteral") return node.expressions.length === 0;
  return node.type === "Literal" && typeof node.value === "string";
}
