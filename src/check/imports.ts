import type { ImportDeclaration, ImportDeclarationSpecifier, Node } from "oxc-parser";
import { findingAt, type Finding } from "./finding.ts";
import type { ParsedProgram } from "./parse.ts";
import type { SdkIndex } from "./sdk-index.ts";
import { bestMatches } from "./explain/suggest.ts";

/** A name under which a program imports something of the SDK that is global anyway, when it is another name. */
export interface ImportAlias {
  local: string;
  /** A server's name, or `ToolError`. */
  exported: string;
}

export interface ProgramImports {
  aliases: ImportAlias[];
  /** Local names of `import * as name from "codemode:sdk"`. */
  namespaces: string[];
  findings: Finding[];
}

/** What the SDK's module has for plain Node, where nothing is global and nothing connected. */
const NODE_ONLY = new Set(["connect", "disconnect"]);

/** Reads the imports of a program, of which only those of the SDK are allowed. */
export function readImports(parsed: ParsedProgram, index: SdkIndex): ProgramImports {
  const imports: ProgramImports = { aliases: [], namespaces: [], findings: [] };
  for (const statement of parsed.program.body) {
    if (statement.type !== "ImportDeclaration") continue;
    if (!isSdkModule(statement.source.value, index.packageName)) {
      imports.findings.push(foreignImport(statement, index));
      continue;
    }
    for (const specifier of statement.specifiers)
      readSpecifier(statement, specifier, index, imports);
  }
  return imports;
}

/** The names by which the SDK can be imported: `codemode:sdk`, its package, or the path of its index. */
export function isSdkModule(specifier: string, packageName: string): boolean {
  if (specifier === "codemode:sdk" || specifier === packageName) return true;
  return /^\.{1,2}\/(?:[^?#]*\/)?sdk(?:\/index(?:\.[jt]s)?)?$/.test(specifier);
}

function readSpecifier(
  statement: ImportDeclaration,
  specifier: ImportDeclarationSpecifier,
  index: SdkIndex,
  imports: ProgramImports,
): void {
  if (specifier.type === "ImportNamespaceSpecifier") {
    imports.namespaces.push(specifier.local.name);
    return;
  }
  const local = specifier.local.name;
  const exported =
    specifier.type === "ImportDefaultSpecifier" ? "default" : exportedName(specifier.imported);
  if (index.servers.has(exported) || exported === "ToolError") {
    if (local !== exported) imports.aliases.push({ local, exported });
    return;
  }
  // A type that does not exist is the compiler's to report: what types there are is not in the index.
  const isType =
    statement.importKind === "type" ||
    (specifier.type === "ImportSpecifier" && specifier.importKind === "type");
  if (isType) return;
  imports.findings.push(unknownExport(specifier, exported, index));
}

function exportedName(name: Node): string {
  return name.type === "Identifier" ? name.name : String((name as { value?: unknown }).value);
}

function unknownExport(node: Node, name: string, index: SdkIndex): Finding {
  if (NODE_ONLY.has(name)) {
    return findingAt(
      "CHECK_IMPORT_NAME",
      node,
      `\`${name}\` is for plain Node: a program's servers are connected already.`,
      `Remove \`${name}\` from the import and its calls from the program.`,
    );
  }
  const servers = [...index.servers.keys()];
  const [match] = bestMatches(name, servers, { most: 1, least: 0.5 });
  const advice =
    match === undefined ? `Its servers are: ${servers.join(", ")}.` : `Did you mean \`${match}\`?`;
  return findingAt(
    "CHECK_IMPORT_NAME",
    node,
    name === "default"
      ? "The SDK has no default export."
      : `The SDK has no server \`${name}\`. ${advice}`,
    "Remove the import: the servers are there by their names.",
  );
}

function foreignImport({ source }: ImportDeclaration, index: SdkIndex): Finding {
  return foreignModule(source.value, source, index);
}

/** A module that is not the SDK. */
export function foreignModule(
  name: string,
  place: { start: number; end: number },
  index: SdkIndex,
): Finding {
  const servers = [...index.servers.keys()].slice(0, 12).map((server) => `\`${server}\``);
  return findingAt(
    "CHECK_IMPORT",
    place,
    `"${name}" cannot be imported: a program has the SDK's servers, and no package or file.`,
    `Remove the import and use the servers, which need no import: ${servers.join(", ")}.`,
  );
}
