import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { format } from "prettier";
import { expect, test } from "vitest";
import type { ServerCatalog } from "../../src/introspect/catalog.ts";
import type { JsonValue } from "../../src/json.ts";
import { buildModel, buildServerModel } from "../../src/model/build.ts";
import { hashTool } from "../../src/model/hash-tool.ts";
import { printNamedType } from "../../src/model/print.ts";
import type { ServerModel, ToolModel } from "../../src/model/types.ts";
import { strictErrors } from "./type-script.ts";

function catalog(server: string, tools: JsonValue[]): ServerCatalog {
  return {
    catalogVersion: 1,
    server,
    era: "legacy",
    protocolVersion: "2025-11-25",
    serverInfo: { name: server, version: "1.0.0" },
    capabilities: {},
    instructions: null,
    tools,
  };
}

const LIST = {
  name: "list-issues",
  title: "List Issues Tool",
  description: "Lists issues.",
  annotations: { readOnlyHint: true },
  inputSchema: {
    type: "object",
    properties: { owner: { type: "string" }, limit: { type: "integer", default: 10 } },
    required: ["owner", "limit"],
  },
  outputSchema: { type: "object", properties: { total: { type: "number" } }, required: ["total"] },
};
const PING = { name: "ping", inputSchema: { type: "object", properties: {} } };

test("a server's model", () => {
  const { server, diagnostics } = buildServerModel(catalog("github", [PING, LIST]), {
    serverName: "github",
  });
  expect(server).toMatchObject({
    key: "github",
    name: "github",
    typeName: "GithubTools",
    version: "1.0.0",
  });
  expect(server.tools.map(({ wireName, name, typeName }) => [wireName, name, typeName])).toEqual([
    ["list-issues", "list_issues", "ListIssues"],
    ["ping", "ping", "Ping"],
  ]);
  const [list, ping] = server.tools;
  expect(list).toMatchObject({
    doc: { text: "Lists issues." },
    result: "structured",
    inputOptional: false,
    inputDefaults: { limit: 10 },
    annotations: { readOnlyHint: true },
  });
  expect(ping).toMatchObject({
    result: "text",
    output: null,
    inputOptional: true,
    inputDefaults: {},
  });
  expect(diagnostics).toMatchObject([
    {
      code: "NAME_CHANGED",
      severity: "info",
      message: 'The tool "list-issues" is called `list_issues` in programs.',
      location: { server: "github", tool: "list-issues" },
    },
  ]);
});

test("a changed name is shown with what cannot be seen in it", () => {
  const { diagnostics } = buildServerModel(catalog("s", [{ ...PING, name: "a\u200Bb" }]), {
    serverName: "s",
  });
  expect(diagnostics[0]?.message).toMatch(
    /^The tool "a\\u200bb" is called `a_b_[0-9a-f]{8}` in programs\.$/,
  );
});

test("names do not depend on filters or on what is compiled", () => {
  const tools = ["get-user", "get.user", "get_user"].map((name) => ({ ...PING, name }));
  const named = (options: object): string[] =>
    buildServerModel(catalog("s", tools), { serverName: "s", ...options }).server.tools.map(
      ({ name }) => name,
    );
  const [dash, dot] = named({});
  expect(named({ include: ["get-*"] })).toEqual([dash]);
  expect(named({ exclude: ["get-*", "get_*"] })).toEqual([dot]);
  expect(named({ only: new Set(["get-user"]) })).toEqual([dash]);
  expect(named({ include: ["get.*"], only: new Set(["get-user"]) })).toEqual([]);
});

test("a pattern that matches no tool is told", () => {
  const { diagnostics } = buildServerModel(catalog("s", [PING]), {
    serverName: "s",
    exclude: ["pong"],
  });
  expect(diagnostics.map(({ code }) => code)).toEqual(["SCHEMA_FILTER_UNMATCHED"]);
});

function hashesOf(tool: ToolModel | undefined): Record<string, string> {
  if (tool === undefined) throw new Error("no such tool");
  return { hash: tool.hash, ...hashTool(tool) };
}

test("the model does not depend on any order", () => {
  const properties = Object.fromEntries(Object.entries(LIST.inputSchema.properties).toReversed());
  const inputSchema = { required: ["limit", "owner"], properties, type: "object" };
  const shuffled = Object.fromEntries(Object.entries({ ...LIST, inputSchema }).toReversed());
  const filters = new Map([["a", { include: ["*"] }]]);
  const one = buildModel([catalog("a", [LIST, PING]), catalog("b-c", [PING])], { filters });
  const other = buildModel([catalog("b-c", [PING]), catalog("a", [PING, LIST])], { filters });
  expect(JSON.stringify(other)).toBe(JSON.stringify(one));
  const [tool] = buildServerModel(catalog("a", [shuffled]), { serverName: "a" }).server.tools;
  expect(hashesOf(tool).types).toBe(hashesOf(one.servers[0]?.tools[0]).types);
  expect(one.servers.map(({ name }) => name)).toEqual(["a", "b_c"]);
});

test.each([
  ["description", { ...LIST, description: "Other." }, ["hash", "docs"]],
  ["annotation", { ...LIST, annotations: {} }, ["hash", "docs"]],
  ["unknown member", { ...LIST, icons: [] }, ["hash"]],
  ["type", { ...LIST, inputSchema: { type: "object" } }, ["hash", "types", "docs"]],
  ["no output", { ...LIST, outputSchema: null }, ["hash", "types", "docs"]],
] as [string, JsonValue, string[]][])("what a change of %s changes", (_, changed, want) => {
  const hashes = (tool: JsonValue): Record<string, string> => {
    const [model] = buildServerModel(catalog("s", [tool]), { serverName: "s" }).server.tools;
    return hashesOf(model);
  };
  const before = hashes(LIST);
  const after = hashes(changed);
  expect(Object.keys(before).filter((name) => before[name] !== after[name])).toEqual(want);
});

const CAPTURED = path.resolve(
  import.meta.dirname,
  "../../fixtures/cases/real-servers/input/catalogs",
);

function capturedServers(): ServerModel[] {
  const catalogs = readdirSync(CAPTURED)
    .filter((name) => name.endsWith(".json"))
    .map((name) => JSON.parse(readFileSync(path.join(CAPTURED, name), "utf8")) as ServerCatalog);
  expect(catalogs.length).toBeGreaterThanOrEqual(3);
  return buildModel(catalogs, { filters: new Map() }).servers;
}

test("the real servers' types are accepted by strict TypeScript and left alone by prettier", async () => {
  for (const server of capturedServers()) {
    const text = server.tools
      .flatMap((tool) => [
        tool.input,
        // What every SDK has is declared with its runtime.
        ...(tool.output === null || tool.output.shared === true ? [] : [tool.output]),
      ])
      .map((type) => printNamedType(type, { docs: "full", exported: true }))
      .join("\n");
    expect(strictErrors(text)).toEqual([]);
    expect(await format(text, { parser: "typescript" })).toBe(text);
  }
});
