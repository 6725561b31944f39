import type { LoadedConfig, ServerTemplate } from "../config/template.ts";
import { createDiagnostic, type Diagnostic } from "../diagnostics/diagnostic.ts";
import { CodemodeError } from "../diagnostics/error.ts";
import type { ServerCatalog } from "../introspect/catalog.ts";
import { readCatalogFile } from "../lock/open-sdk.ts";
import { rememberedWay } from "../lock/remembered-way.ts";
import type { Lock } from "../lock/types.ts";
import type { GeneratedServer, GenerateOptions } from "./types.ts";

/** What the servers said that were asked. */
export interface Asked {
  catalogs: ServerCatalog[];
  failures: { server: string; diagnostic: Diagnostic }[];
  diagnostics: Diagnostic[];
}

/**
 * Asks the selected servers, unless offline. One whose variables are not set has failed like one that does not answer.
 *
 * @throws the reason of the signal
 */
export async function askServers(
  config: LoadedConfig,
  selected: readonly ServerTemplate[],
  previous: Lock | null,
  options: GenerateOptions,
): Promise<Asked> {
  if (options.offline === true) return { catalogs: [], failures: [], diagnostics: [] };
  // Loaded only now: the MCP client is the largest part of an offline run.
  const [{ resolveServers }, { introspectServers }] = await Promise.all([
    import("../config/interpolate.ts"),
    import("../introspect/introspect.ts"),
  ]);
  const env = options.env ?? process.env;
  const { approveServers, refusalsOf } = await import("../config/trust/approve.ts");
  const noticed = await approveServers(config, selected, env, options);
  const failures: Asked["failures"] = refusalsOf(selected).map((diagnostic) => ({
    server: "",
    diagnostic,
  }));
  const allowed = selected.filter(({ origin }) => origin?.isTrusted !== false);
  const resolved = allowed.filter((template) => {
    try {
      return resolveServers([template], env).length > 0;
    } catch (error) {
      if (!(error instanceof CodemodeError)) throw error;
      return false;
    }
  });
  try {
    resolveServers(allowed, env);
  } catch (error) {
    if (!(error instanceof CodemodeError)) throw error;
    // All servers at once, so that every missing variable is in one message; those that lack none are asked.
    failures.push(...error.diagnostics.map((diagnostic) => ({ server: "", diagnostic })));
  }
  const { protocol } = options;
  const servers = resolveServers(resolved, env).map((server) =>
    protocol === undefined ? server : { ...server, protocol },
  );
  const asked = await introspectServers(servers, {
    rootDir: config.rootDir,
    env,
    signal: options.signal,
    onProgress: options.onProgress,
    onLog: options.onServerLog,
    remembered: (key) => {
      if (protocol !== undefined) return null;
      const template = selected.find((server) => server.key === key);
      // A configuration that names the era is asked for just that.
      return template?.protocol === "auto" ? rememberedWay(previous, template) : null;
    },
  });
  return {
    ...asked,
    failures: [...failures, ...asked.failures],
    diagnostics: [...noticed, ...asked.diagnostics],
  };
}

export interface Catalogs {
  /** One for each server of the configuration that has one, in the order of their keys. */
  catalogs: ServerCatalog[];
  states: Map<string, GeneratedServer["state"]>;
  diagnostics: Diagnostic[];
}

/**
 * Adds the committed catalogs of the servers that were not asked or did not answer.
 *
 * @throws CodemodeError when no server has a catalog: with everything that went wrong
 */
export function completeCatalogs(
  config: LoadedConfig,
  asked: Asked,
  selected: readonly ServerTemplate[],
  previous: Lock | null,
  offline: boolean,
): Catalogs {
  const catalogs: ServerCatalog[] = [];
  const states: Catalogs["states"] = new Map();
  const diagnostics = [
    ...(config.diagnostics ?? []),
    ...asked.failures.map(({ diagnostic }) => diagnostic),
    ...asked.diagnostics,
  ];
  for (const { key } of config.servers) {
    const fresh = asked.catalogs.find(({ server }) => server === key);
    const wasAsked = !offline && selected.some((server) => server.key === key);
    const committed = fresh === undefined ? readCommitted(config, previous, key) : null;
    const catalog = fresh ?? committed?.catalog;
    if (catalog !== undefined) catalogs.push(catalog);
    states.set(key, stateOf(fresh !== undefined, catalog !== undefined, wasAsked));
    diagnostics.push(...explain(key, wasAsked, catalog !== undefined, committed));
  }
  const [first, ...rest] = diagnostics.filter(({ severity }) => severity === "error");
  if (catalogs.length === 0 && first !== undefined) throw new CodemodeError([first, ...rest]);
  return { catalogs, states, diagnostics };
}

function stateOf(
  isFresh: boolean,
  hasCatalog: boolean,
  wasAsked: boolean,
): GeneratedServer["state"] {
  if (isFresh) return "asked";
  if (!hasCatalog) return "left out";
  return wasAsked ? "kept" : "committed";
}

interface Committed {
  catalog?: ServerCatalog;
  problem?: CodemodeError;
}

/** A catalog that was changed is as good as none: what is generated from it could not be trusted. */
function readCommitted(config: LoadedConfig, previous: Lock | null, key: string): Committed {
  if (previous === null || !previous.servers.some((server) => server.key === key)) return {};
  try {
    return { catalog: readCatalogFile(config.outDir, previous, key) };
  } catch (error) {
    if (error instanceof CodemodeError) return { problem: error };
    throw error;
  }
}

function explain(
  key: string,
  wasAsked: boolean,
  hasCatalog: boolean,
  committed: Committed | null,
): Diagnostic[] {
  if (committed === null) return [];
  const location = { server: key };
  if (hasCatalog) {
    if (!wasAsked) return [];
    const message = `Server \`${key}\` failed; its files stay as they were generated last.`;
    return [createDiagnostic("OUTPUT_SERVER_KEPT", message, { location })];
  }
  if (committed.problem !== undefined) return [...committed.problem.diagnostics];
  if (wasAsked) {
    const message = `Server \`${key}\` failed and is left out: it has never been generated.`;
    return [createDiagnostic("OUTPUT_SERVER_LEFT_OUT", message, { location })];
  }
  const message = `There is no catalog of server \`${key}\`: it has never been generated.`;
  return [createDiagnostic("OUTPUT_CATALOG_MISSING", message, { location })];
}
