import { CLIENT_CAPABILITIES } from "../../src/introspect/capabilities.ts";
import type { ServerCatalog } from "../../src/introspect/catalog.ts";
import type { JsonValue } from "../../src/json.ts";
import type { CommittedSdk } from "../../src/lock/committed-sdk.ts";
import type { Lock } from "../../src/lock/types.ts";
import { buildModel } from "../../src/model/build.ts";

const ISSUE = {
  type: "object",
  properties: {
    number: { type: "integer" },
    title: { type: "string" },
    state: { type: "string", enum: ["open", "closed"] },
    assignee: {
      anyOf: [
        { type: "object", properties: { login: { type: "string" } }, required: ["login"] },
        { type: "null" },
      ],
    },
    labels: { type: "array", items: { type: "string" } },
    createdAt: { type: "string" },
  },
  required: ["number", "title", "state", "assignee", "labels", "createdAt"],
};

const REPO = { owner: { type: "string" }, repo: { type: "string" } };

/** Catalogs written by hand: typed and untyped results, optional inputs, enums, nested objects, odd names. */
export const CATALOGS: ServerCatalog[] = [
  catalog("github", [
    tool(
      "list_issues",
      {
        type: "object",
        properties: {
          ...REPO,
          state: { type: "string", enum: ["open", "closed", "all"] },
          perPage: { type: "integer", minimum: 1, maximum: 100 },
          labels: { type: "array", items: { type: "string" } },
          filter: {
            type: "object",
            properties: { author: { type: "string" }, since: { type: "string" } },
            required: ["author"],
          },
        },
        required: ["owner", "repo"],
      },
      {
        type: "object",
        properties: { issues: { type: "array", items: ISSUE }, total: { type: "integer" } },
        required: ["issues", "total"],
      },
    ),
    tool(
      "create_issue",
      {
        type: "object",
        properties: { ...REPO, title: { type: "string" }, body: { type: "string" } },
        required: ["owner", "repo", "title"],
      },
      ISSUE,
      { readOnlyHint: false, destructiveHint: false },
    ),
    tool(
      "delete_repo",
      { type: "object", properties: REPO, required: ["owner", "repo"] },
      undefined,
      {
        destructiveHint: true,
      },
    ),
    tool(
      "get_me",
      { type: "object", properties: {} },
      {
        type: "object",
        properties: { login: { type: "string" } },
        required: ["login"],
      },
    ),
  ]),
  catalog("memory", [
    tool(
      "read_graph",
      { type: "object", properties: {} },
      {
        type: "object",
        properties: {
          entities: {
            type: "array",
            items: {
              type: "object",
              properties: {
                name: { type: "string" },
                observations: { type: "array", items: { type: "string" } },
              },
              required: ["name", "observations"],
            },
          },
        },
        required: ["entities"],
      },
    ),
    tool("search_nodes", {
      type: "object",
      properties: { query: { type: "string" } },
      required: ["query"],
    }),
  ]),
  catalog("time", [
    tool("get-current-time", { type: "object", properties: { timezone: { type: "string" } } }),
  ]),
];

export const SDK = committedSdk(CATALOGS);

export function catalog(server: string, tools: JsonValue[]): ServerCatalog {
  return {
    catalogVersion: 1,
    server,
    era: "legacy",
    protocolVersion: "2025-11-25",
    serverInfo: { name: server, version: "1.0.0" },
    capabilities: { tools: {} },
    instructions: null,
    tools,
  };
}

export function tool(
  name: string,
  inputSchema: JsonValue,
  outputSchema?: JsonValue,
  annotations?: JsonValue,
): JsonValue {
  return {
    name,
    description: `The tool ${name}.`,
    inputSchema,
    ...(outputSchema === undefined ? {} : { outputSchema }),
    ...(annotations === undefined ? {} : { annotations }),
  };
}

/** A committed SDK that was never on disk. */
export function committedSdk(catalogs: readonly ServerCatalog[]): CommittedSdk {
  const model = buildModel(catalogs, { filters: new Map() });
  const lock: Lock = {
    lockVersion: 1,
    generator: { name: "codemode", version: "0.0.0" },
    version: "1.0.0",
    packageName: "codemode-sdk",
    clientCapabilities: { ...CLIENT_CAPABILITIES },
    released: { version: "1.0.0", tools: [] },
    servers: model.servers.map((server) => ({
      key: server.key,
      name: server.name,
      source: { transport: "stdio", command: "none", args: [], envNames: [], cwd: null },
      era: "legacy",
      protocolVersion: "2025-11-25",
      serverInfo: {},
      catalogHash: "",
      tools: server.tools.map((tool) => ({
        wireName: tool.wireName,
        name: tool.name,
        typeName: tool.typeName,
        hash: tool.hash,
        result: tool.result,
        annotations: tool.annotations,
        inferredOutputSchema: null,
      })),
    })),
  };
  return {
    outDir: "/nowhere",
    lock,
    catalog(key) {
      const found = catalogs.find(({ server }) => server === key);
      if (found === undefined) throw new Error(`no catalog ${key}`);
      return found;
    },
  };
}
