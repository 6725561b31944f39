import { readFileSync } from "node:fs";
import path from "node:path";
import { printNamedType } from "../model/print.ts";
import type { ServerModel, ToolModel } from "../model/types.ts";
import { TEMPLATES } from "../package-root.ts";
import { printToolType } from "./tool-type.ts";
import { ownTypes } from "./tool-types.ts";

/**
 * Declarations of some of a server's tools as a program sees them, without documentation: the server's global and, in a
 * namespace of its name, the types. Texts for several sets of tools of one server add up when the global is declared
 * once; see `printAmbientTools`.
 */
export function printAmbientServer(server: ServerModel, tools: readonly ToolModel[]): string {
  return `${printAmbientGlobal(server)}${printAmbientTools(server, tools)}`;
}

/** `declare const github: github.GithubTools;` with the interface, which tools then extend. */
export function printAmbientGlobal(server: ServerModel): string {
  const { name, typeName } = server;
  return `declare const ${name}: ${name}.${typeName};\ndeclare namespace ${name} {\n  interface ${typeName} {}\n}\n`;
}

/** A namespace that merges with any other of the same server, in any order. */
export function printAmbientTools(server: ServerModel, tools: readonly ToolModel[]): string {
  if (tools.length === 0) return "";
  const types = tools
    .flatMap(ownTypes)
    .map((type) => printNamedType(type, { docs: "none", indent: 2 }));
  const members = tools.map((tool) => `    ${tool.name}: ${printToolType(tool)};`);
  const body = [...types, `  interface ${server.typeName} {\n${members.join("\n")}\n  }`];
  return `declare namespace ${server.name} {\n${body.join("\n")}\n}\n`;
}

let preamble: string | null = null;

/**
 * What the declarations of every server refer to, as globals: `Tool`, `OptionalTool`, `ToolError`, `CallToolResult` and
 * the content blocks. One source with the SDK for people: the marked region of `templates/sdk/runtime.d.ts`.
 */
export function ambientPreamble(): string {
  preamble ??= readPreamble();
  return preamble;
}

function readPreamble(): string {
  const text = readFileSync(path.join(TEMPLATES, "sdk", "runtime.d.ts"), "utf8");
  const begin = text.indexOf("\n", text.indexOf("// #region program"));
  const end = text.indexOf("// #endregion", begin);
  if (begin === -1 || end === -1) throw new Error("runtime.d.ts has lost its region");
  const globals = text.slice(begin, end).replaceAll(/^export (declare )?/gm, "declare ");
  return `${globals.replaceAll(/^ *\/\*\*.*\*\/\n/gm, "").trim()}\n`;
}
