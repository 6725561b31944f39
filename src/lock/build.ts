import { lockSource, type LoadedConfig } from "../config/template.ts";
import type { ServerCatalog } from "../introspect/catalog.ts";
import { compareCodeUnits, type JsonObject } from "../json.ts";
import type { Model, ServerModel } from "../model/types.ts";
import { digestText } from "./digest.ts";
import { LOCK_VERSION } from "./parse.ts";
import type { Lock, LockServer, LockSource, ReleasedSurface } from "./types.ts";

export interface LockInput {
  config: LoadedConfig;
  generatorVersion: string;
  version: string;
  released: ReleasedSurface;
  clientCapabilities: JsonObject;
  model: Model;
  catalogs: readonly ServerCatalog[];
  /** How the servers were reached whose catalogs are kept although they failed now, by key. */
  keptSources: ReadonlyMap<string, LockSource>;
  /** The text of `catalog/<key>.json`, by key. */
  catalogTexts: ReadonlyMap<string, string>;
}

/** The lock of a model and the catalogs it was built from. */
export function buildLock(input: LockInput): Lock {
  const { config, model } = input;
  return {
    lockVersion: LOCK_VERSION,
    generator: { name: "codemode", version: input.generatorVersion },
    version: input.version,
    packageName: config.packageName,
    clientCapabilities: input.clientCapabilities,
    released: input.released,
    servers: model.servers
      .map((server) => buildServer(server, input))
      .toSorted((a, b) => compareCodeUnits(a.key, b.key)),
  };
}

function buildServer(server: ServerModel, input: LockInput): LockServer {
  const { key } = server;
  const template = input.config.servers.find((entry) => entry.key === key);
  const catalog = input.catalogs.find((entry) => entry.server === key);
  const text = input.catalogTexts.get(key);
  if (template === undefined || catalog === undefined || text === undefined) {
    throw new Error(`no configuration or catalog of ${key}`);
  }
  return {
    key,
    name: server.name,
    source: input.keptSources.get(key) ?? lockSource(template),
    era: catalog.era,
    protocolVersion: catalog.protocolVersion,
    ...(catalog.transport === undefined ? {} : { transport: catalog.transport }),
    serverInfo: catalog.serverInfo,
    catalogHash: digestText(text),
    tools: server.tools.map((tool) => ({
      ...(tool.kind === undefined ? {} : { kind: tool.kind }),
      wireName: tool.wireName,
      name: tool.name,
      typeName: tool.typeName,
      hash: tool.hash,
      result: tool.result,
      annotations: tool.annotations,
      inferredOutputSchema: null,
    })),
  };
}
