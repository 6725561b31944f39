import type { Node, Program } from "oxc-parser";
import { walk } from "../ast.ts";
import { findingAt, type Finding } from "../finding.ts";
import type { RuleContext } from "./context.ts";

/** Nothing is loaded but the SDK, nothing is exported but the result, and nothing is declared to exist. */
export function checkModules({ parsed }: RuleContext): Finding[] {
  const findings: Finding[] = [...secondDefaults(parsed.program)];
  walk(parsed.program, (node) => {
    const finding = dynamicImport(node) ?? foreignExport(node) ?? ambientDeclaration(node);
    if (finding !== null) findings.push(finding);
    return finding === null;
  });
  return findings;
}

function secondDefaults({ body }: Program): Finding[] {
  const defaults = body.filter(({ type }) => type === "ExportDefaultDeclaration");
  return defaults
    .slice(1)
    .map((node) => findingAt("CHECK_EXPORT", node, "A program has one `export default`."));
}

function dynamicImport(node: Node): Finding | null {
  if (node.type === "ImportExpression") {
    return findingAt("CHECK_DYNAMIC_IMPORT", node, "`import()` is not available in a program.");
  }
  if (node.type === "MetaProperty" && node.meta.name === "import") {
    return findingAt("CHECK_DYNAMIC_IMPORT", node, "`import.meta` is not available in a program.");
  }
  return null;
}

function foreignExport(node: Node): Finding | null {
  switch (node.type) {
    case "ExportAllDeclaration":
      return findingAt("CHECK_EXPORT", node, "A program cannot export from another module.");
    case "ExportNamedDeclaration":
      if (node.source === null) return null;
      return findingAt("CHECK_EXPORT", node, "A program cannot export from another module.");
    case "TSExportAssignment":
      return findingAt("CHECK_EXPORT", node, "`export =` is not available in a program.");
    case "TSNamespaceExportDeclaration":
      return findingAt(
        "CHECK_EXPORT",
        node,
        "`export as namespace` is not available in a program.",
      );
    case "TSImportType":
      return findingAt("CHECK_IMPORT", node, "A program cannot take types from a module.");
    case "TSImportEqualsDeclaration":
      return findingAt("CHECK_IMPORT", node, "`import ... =` is not available in a program.");
    default:
      return null;
  }
}

function namespaceFinding(node: Extract<Node, { type: "TSModuleDeclaration" }>): Finding {
  const message = "A program cannot declare a module or namespace.";
  if (node.declare || node.id.type !== "Identifier") {
    return findingAt("CHECK_DECLARE", node, message);
  }
  const hint = `Write an object, \`const ${node.id.name} = { ... };\`, and types outside of it.`;
  return findingAt("CHECK_DECLARE", node, message, hint);
}

function ambientDeclaration(node: Node): Finding | null {
  switch (node.type) {
    case "TSModuleDeclaration":
      return node.kind === "global"
        ? findingAt("CHECK_DECLARE", node, "A program cannot add to the global scope.")
        : namespaceFinding(node);
    case "VariableDeclaration":
    case "FunctionDeclaration":
    case "TSDeclareFunction":
    case "ClassDeclaration":
    case "TSEnumDeclaration":
    case "TSTypeAliasDeclaration":
    case "TSInterfaceDeclaration":
      if (node.declare !== true) return null;
      return findingAt("CHECK_DECLARE", node, "`declare` is not available in a program.");
    default:
      return null;
  }
}
