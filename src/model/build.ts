import { createDiagnostic, type Diagnostic } from "../diagnostics/diagnostic.ts";
import type { ServerCatalog } from "../introspect/catalog.ts";
import { compareCodeUnits } from "../json.ts";
import { buildTool, describeServer, quoteName } from "./build-tool.ts";
import { planServerNames, planToolNames, type ServerNames, type ToolNames } from "./names.ts";
import { readTools } from "./read-tools.ts";
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
  const server: ServerModel = { ...describeServer(catalog, options.serverName), tools };
  return { server, diagnostics };
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
