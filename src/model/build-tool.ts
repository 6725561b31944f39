import { createDiagnostic, type Diagnostic } from "../diagnostics/diagnostic.ts";
import type { ServerCatalog } from "../introspect/catalog.ts";
import type { JsonObject } from "../json.ts";
import { safeLine, safeText, sameLetters } from "./docs.ts";
import { hashJson } from "./hash.ts";
import { sharedResultType } from "./functions/results.ts";
import { revealInvisible } from "./invisible.ts";
import { toolsTypeName, type ToolNames } from "./names.ts";
import type { ToolDefinition } from "./read-tools.ts";
import { compileSchema, type CompiledSchema } from "./schema/compile.ts";
import type { Doc, NamedType, ServerModel, ToolModel } from "./types.ts";

/** What the model says of a server itself. */
export function describeServer(
  catalog: ServerCatalog,
  serverName: string,
): Omit<ServerModel, "tools"> {
  const { serverInfo } = catalog;
  return {
    key: catalog.server,
    name: serverName,
    typeName: toolsTypeName(serverName),
    title: ownLine(serverInfo, "title") ?? ownLine(serverInfo, "name"),
    version: ownLine(serverInfo, "version"),
    instructions: catalog.instructions === null ? null : safeText(catalog.instructions),
  };
}

/** One tool: its schemas compiled, its documentation read. What is said of it goes to `diagnostics`. */
export function buildTool(
  server: string,
  tool: ToolDefinition,
  names: ToolNames,
  diagnostics: Diagnostic[],
): ToolModel {
  const { wireName, kind } = tool;
  // The names of other functions are codemode's, whatever they are.
  const isRenamed = kind === undefined && names.name !== wireName;
  if (isRenamed) diagnostics.push(toolRenamed(server, wireName, names.name));
  const input = compileSchema(tool.inputSchema, {
    name: `${names.typeName}Input`,
    role: "input",
    place: { server, tool: wireName, pointer: "/inputSchema" },
  });
  const output = buildOutput(server, tool, names, diagnostics);
  diagnostics.push(...input.diagnostics);
  const doc = describeTool(tool);
  return {
    ...(kind === undefined ? {} : { kind }),
    wireName,
    name: names.name,
    typeName: names.typeName,
    doc,
    annotations: tool.annotations,
    input: input.type,
    inputOptional: allowsNothing(input),
    output,
    result: output === null ? "text" : "structured",
    inputSchema: tool.inputSchema,
    outputSchema: tool.outputSchema,
    inputDefaults: input.defaults,
    hash: hashJson(tool.entry),
  };
}

function buildOutput(
  server: string,
  tool: ToolDefinition,
  names: ToolNames,
  diagnostics: Diagnostic[],
): NamedType | null {
  if (tool.sharedResult !== undefined) return sharedResultType(tool.sharedResult);
  if (tool.outputSchema === null) return null;
  const compiled = compileSchema(tool.outputSchema, {
    name: `${names.typeName}Output`,
    role: "output",
    place: { server, tool: tool.wireName, pointer: "/outputSchema" },
  });
  diagnostics.push(...compiled.diagnostics);
  return compiled.type;
}

/** The title is shown where it says more than the name does, the server's words as they are. */
function describeTool(tool: ToolDefinition): Doc {
  const { title, description, label, wireName } = tool;
  const name = label?.replace(/^(?:prompt|read)_/, "") ?? wireName;
  const repeats = title === null || saysNoMore(title, name) || description.startsWith(title);
  const text = repeats ? description : [title, description].filter(Boolean).join("\n\n");
  return { text, tags: [] };
}

/** `Get Sum Tool` says no more than `get-sum`. */
function saysNoMore(title: string, name: string): boolean {
  return sameLetters(title, name) || sameLetters(title.replace(/\b(?:tool|prompt)$/i, ""), name);
}

/** Whether the object without properties is an input: nothing required, in some alternative at least. */
function allowsNothing(input: CompiledSchema): boolean {
  const { type } = input.type;
  const members = type.kind === "union" ? type.members : [type];
  return members.some(
    (member) =>
      member.kind === "object" && member.properties.every((property) => property.optional),
  );
}

function ownLine(object: JsonObject, name: string): string | null {
  const value = Object.hasOwn(object, name) ? object[name] : undefined;
  return typeof value === "string" && value.trim() !== "" ? safeLine(value, 100) : null;
}

/** The name as it is, with what cannot be seen in it shown. */
export function quoteName(name: string): string {
  const shown = name.length > 100 ? `${name.slice(0, 100)}...` : name;
  return `"${revealInvisible(shown)}"`;
}

function toolRenamed(server: string, wireName: string, name: string): Diagnostic {
  return createDiagnostic(
    "NAME_CHANGED",
    `The tool ${quoteName(wireName)} is called \`${name}\` in programs.`,
    { location: { server, tool: wireName } },
  );
}
