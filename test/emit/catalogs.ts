import type { LoadedConfig, ServerTemplate } from "../../src/config/template.ts";
import type { ServerCatalog } from "../../src/introspect/catalog.ts";
import type { JsonObject, JsonValue } from "../../src/json.ts";
import { buildModel } from "../../src/model/build.ts";
import type { Model } from "../../src/model/types.ts";

export function catalogOf(
  server: string,
  tools: JsonValue[],
  facts: Partial<ServerCatalog> = {},
): ServerCatalog {
  return {
    catalogVersion: 1,
    server,
    era: "legacy",
    protocolVersion: "2025-11-25",
    serverInfo: { name: server, version: "1.2.3" },
    capabilities: { tools: {} },
    instructions: null,
    tools,
    ...facts,
  };
}

/** A tool of the given parameters, all strings; a name that ends in `?` is optional. */
export function toolOf(
  name: string,
  parameters: string[] = [],
  extra: JsonObject = {},
): JsonObject {
  const properties = parameters.map((parameter) => [
    parameter.replace(/\?$/, ""),
    { type: "string", description: `The ${parameter.replace(/\?$/, "")}.` },
  ]);
  return {
    name,
    description: `Does ${name}.`,
    inputSchema: {
      type: "object",
      properties: Object.fromEntries(properties) as JsonObject,
      required: parameters.filter((parameter) => !parameter.endsWith("?")),
    },
    ...extra,
  };
}

export function modelOf(...catalogs: ServerCatalog[]): Model {
  return buildModel(catalogs, { filters: new Map() });
}

export function configOf(outDir: string, keys: string[]): LoadedConfig {
  return {
    path: "/project/codemode.config.json",
    rootDir: "/project",
    outDir,
    packageName: "codemode-sdk",
    servers: keys.map((key): ServerTemplate => ({
      transport: "stdio",
      key,
      command: "node",
      args: [`\${SERVERS}/${key}.js`],
      env: { TOKEN: "${TOKEN}" },
      cwd: null,
      timeouts: { connectMs: 1, listMs: 1, callMs: 1 },
      protocol: "legacy",
    })),
    limits: {},
  };
}
