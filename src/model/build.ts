import { createDiagnostic, type Diagnostic } from "../diagnostics/diagnostic.ts";
import type { ServerCatalog } from "../introspect/catalog.ts";
import { compareCodeUnits } from "../json.ts";
import { buildTool, describeServer, quoteName } from "./build-tool.ts";
import { capResources, wishesOf } from "./functions/choose.ts";
import { functionId } from "./functions/function-id.ts";
import { readFunctions } from "./functions/read-functions.ts";
import { planServerNames, planToolNames, type ServerNames, type ToolNames } from "./names.ts";
import { readTools, type ToolDefinition } from "./read-tools.ts";
import { compileFilter, type ToolFilter } from "./tool-filter.ts";
import type { Model, ServerModel } from "./types.ts";

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
  /** Ids (`function-id.ts`) of the tools to compile; the others are left out of the model. Default: all. */
  only?: ReadonlySet<string> | undefined;
  /** Names that tools have in the lock, by their ids: they keep them. Default: none. */
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
  const beyond = readFunctions(catalog);
  const diagnostics = [...read.diagnostics, ...beyond.diagnostics];
  const recorded = options.recorded ?? new Map<string, ToolNames>();
  const functions = capResources(beyond.functions, recorded);
  const all = [...read.tools, ...functions].map((tool) => ({ id: functionId(tool), tool }));
  const names = planToolNames(
    all.map(({ id }) => id),
    recorded,
    wishesOf(functions),
  );
  const filter = compileFilter(options);
  /** Tools by their own names; everything else by the names that codemode gave. */
  const filterName = (id: string, { kind, wireName }: ToolDefinition): string =>
    kind === undefined ? wireName : (names.get(id)?.name ?? wireName);
  const unmatched = filter.unmatched(all.map(({ id, tool }) => filterName(id, tool)));
  diagnostics.push(...unmatched.map((pattern) => filterUnmatched(catalog.server, pattern)));
  const tools = all
    .filter(({ id, tool }) => filter.accepts(filterName(id, tool)))
    .filter(({ id }) => options.only?.has(id) ?? true)
    .sort((a, b) => compareFunctions(a.tool, b.tool))
    .map(({ id, tool }) =>
      buildTool(catalog.server, tool, names.get(id) as ToolNames, diagnostics),
    );
  const server: ServerModel = { ...describeServer(catalog, options.serverName), tools };
  return { server, diagnostics };
}

function compareFunctions(a: ToolDefinition, b: ToolDefinition): number {
  return compareCodeUnits(a.kind ?? "", b.kind ?? "") || compareCodeUnits(a.wireName, b.wireName);
}

function serverRenamed(key: string, name: string): Diagnostic {
  return createDiagnostic(
    "NAME_CHANGED",
    `The server ${quoteName(key)} is called \`${name}\` in programs.`,
    { location: { server: key } },
  );
}

function filterUnmatched(server: string, pattern: string): Diagnostic {
  return createDiagnostic(
    "SCHEMA_FILTER_UNMATCHED",
    `${server}: ${quoteName(pattern)} in \`include\` or \`exclude\` matches no tool.`,
    { location: { server } },
  );
}
