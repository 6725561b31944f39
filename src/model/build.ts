import { createDiagnostic, type Diagnostic } from "../diagnostics/diagnostic.ts";
import type { ServerCatalog } from "../introspect/catalog.ts";
import { compareCodeUnits, type JsonObject } from "../json.ts";
import { safeLine, safeText, sameLetters } from "./docs.ts";
import { hashJson } from "./hash.ts";
import { revealInvisible } from "./invisible.ts";
import {
  planServerNames,
  planToolNames,
  toolsTypeName,
  type ServerNames,
  type ToolNames,
} from "./names.ts";
import { readTools, type ToolDefinition } from "./read-tools.ts";
import { compileSchema, type CompiledSchema } from "./schema/compile.ts";
import { compileFilter, type ToolFilter } from "./tool-filter.ts";
import type { Doc, Model, ServerModel, ToolModel } from "./types.ts";

/**
 * Builds the model of all servers: names planned, tools filtered, schemas compiled. Pure; the same catalogs give the
 * same model in whatever order they come.
 *
 * @param options.filters `include` and `exclude` by server key; a server that has no catalog yet keeps its name free
 * @param options.recorded the names that everything has in the lock, by server key; default: none
 */
export function buildModel(
  catalogs: readonly ServerCatalog[],
  options: {
    filters: ReadonlyMap<string, ToolFilter>;
    recorded?: ReadonlyMap<string, ServerNames>;
  },
): Model {
  const sorted = [...catalogs].sort((a, b) => compareCodeUnits(a.server, b.server));
  const recorded = options.recorded ?? new Map<string, ServerNames>();
  const names = planServerNames(
    [...sorted.map((catalog) => catalog.server), ...options.filters.keys()],
    new Map(Array.from(recorded, ([key, { name }]) => [key, name])),
  );
  const diagnostics: Diagnostic[] = [];
  const servers = sorted.map((catalog) => {
    const serverName = names.get(catalog.server) as string;
    if (serverName !== catalog.server) diagnostics.push(serverRenamed(catalog.server, serverName));
    const built = buildServerModel(catalog, {
      ...options.filters.get(catalog.server),
      serverName,
      recorded: recorded.get(catalog.server)?.tools,
    });
    diagnostics.push(...built.diagnostics);
    return built.server;
  });
  return { servers, diagnostics };
}

export interface ServerModelOptions extends ToolFilter {
  /** The identifier of the server in programs, as `planServerNames` gives it or the lock has it. */
  serverName: string;
  /** Own names of the tools to compile; the others are left out of the model. Default: all. */
  only?: ReadonlySet<string> | undefined;
  /** Names that tools have in the lock, by their own names: they keep them. Default: none. */
  recorded?: ReadonlyMap<string, ToolNames> | undefined;
}

/**
 * Builds the model of one server. Names are planned over everything it advertises, so that neither a filter nor `only`
 * changes a name.
 */
export function buildServerModel(
  catalog: ServerCatalog,
  options: ServerModelOptions,
): { server: ServerModel; diagnostics: Diagnostic[] } {
  const read = readTools(catalog.server, catalog.tools);
  const diagnostics = [...read.diagnostics];
  const wireNames = read.tools.map((tool) => tool.wireName);
  const names = planToolNames(wireNames, options.recorded);
  const filter = compileFilter(options);
  const unmatched = filter.unmatched(wireNames);
  diagnostics.push(...unmatched.map((pattern) => filterUnmatched(catalog.server, pattern)));
  const tools = read.tools
    .filter((tool) => filter.accepts(tool.wireName))
    .filter((tool) => options.only?.has(tool.wireName) ?? true)
    .sort((a, b) => compareCodeUnits(a.wireName, b.wireName))
    .map((tool) =>
      buildTool(catalog.server, tool, names.get(tool.wireName) as ToolNames, diagnostics),
    );
  const { serverInfo } = catalog;
  const server: ServerModel = {
    key: catalog.server,
    name: options.serverName,
    typeName: toolsTypeName(options.serverName),
    title: ownLine(serverInfo, "title") ?? ownLine(serverInfo, "name"),
    version: ownLine(serverInfo, "version"),
    instructions: catalog.instructions === null ? null : safeText(catalog.instructions),
    tools,
  };
  return { server, diagnostics };
}

function buildTool(
  server: string,
  tool: ToolDefinition,
  names: ToolNames,
  diagnostics: Diagnostic[],
): ToolModel {
  const { wireName } = tool;
  if (names.name !== wireName) diagnostics.push(toolRenamed(server, wireName, names.name));
  const input = compileSchema(tool.inputSchema, {
    name: `${names.typeName}Input`,
    role: "input",
    place: { server, tool: wireName, pointer: "/inputSchema" },
  });
  const output =
    tool.outputSchema === null
      ? null
      : compileSchema(tool.outputSchema, {
          name: `${names.typeName}Output`,
          role: "output",
          place: { server, tool: wireName, pointer: "/outputSchema" },
        });
  diagnostics.push(...input.diagnostics, ...(output?.diagnostics ?? []));
  const doc = describeTool(tool);
  return {
    wireName,
    name: names.name,
    typeName: names.typeName,
    doc,
    annotations: tool.annotations,
    input: input.type,
    inputOptional: allowsNothing(input),
    output: output?.type ?? null,
    result: output === null ? "text" : "structured",
    inputSchema: tool.inputSchema,
    outputSchema: tool.outputSchema,
    inputDefaults: input.defaults,
    hash: hashJson(tool.entry),
  };
}

/** The title is shown where it says more than the name does, the server's words as they are. */
function describeTool(tool: ToolDefinition): Doc {
  const { title, description, wireName } = tool;
  const repeats = title === null || saysNoMore(title, wireName) || description.startsWith(title);
  const text = repeats ? description : [title, description].filter(Boolean).join("\n\n");
  return { text, tags: [] };
}

/** `Get Sum Tool` says no more than `get-sum`. */
function saysNoMore(title: string, wireName: string): boolean {
  return sameLetters(title, wireName) || sameLetters(title.replace(/\btool$/i, ""), wireName);
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
function quoteName(name: string): string {
  const shown = name.length > 100 ? `${name.slice(0, 100)}...` : name;
  return `"${revealInvisible(shown)}"`;
}

function serverRenamed(key: string, name: string): Diagnostic {
  return createDiagnostic(
    "NAME_CHANGED",
    `The server ${quoteName(key)} is called \`${name}\` in programs.`,
    { location: { server: key } },
  );
}

function toolRenamed(server: string, wireName: string, name: string): Diagnostic {
  return createDiagnostic(
    "NAME_CHANGED",
    `The tool ${quoteName(wireName)} is called \`${name}\` in programs.`,
    { location: { server, tool: wireName } },
  );
}

function filterUnmatched(server: string, pattern: string): Diagnostic {
  return createDiagnostic(
    "SCHEMA_FILTER_UNMATCHED",
    `${server}: ${quoteName(pattern)} in \`include\` or \`exclude\` matches no tool.`,
    { location: { server } },
  );
}
