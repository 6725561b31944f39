import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { resolveServers, type ResolvedOpenApiServer } from "../../src/config/interpolate.ts";
import { validateConfig } from "../../src/config/schema.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../../src/json.ts";
import { serverUrls } from "../../src/openapi/base-url.ts";
import { openOpenApi, type OpenApiService } from "../../src/openapi/open.ts";
import { readRecipe } from "../../src/openapi/recipe.ts";

/** What real documents have that no specification allows, or leaves open. */

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "codemode-openapi-"));
});

afterAll(() => rmSync(folder, { recursive: true }));

/** Without the validator, as a run reads a document that changed. */
const CHANGED = { protocolVersion: "", serverInfo: {}, capabilities: {}, tools: [] };
const OK = { "200": { description: "ok", content: { "application/json": {} } } };

function resolved(config: object): ResolvedOpenApiServer {
  const valid = validateConfig({ servers: { pets: config } });
  if (!valid.ok) throw new Error(JSON.stringify(valid.issues));
  return resolveServers(valid.config.servers, {})[0] as ResolvedOpenApiServer;
}

function openText(text: string, config: JsonObject = {}): Promise<OpenApiService> {
  writeFileSync(path.join(folder, "spec.yaml"), text);
  const server = resolved({ openapi: "spec.yaml", ...config });
  return openOpenApi(server, { rootDir: folder, committed: CHANGED });
}

function open(document: JsonObject, config: JsonObject = {}): Promise<OpenApiService> {
  const info = { title: "t", version: "1" };
  const whole = { openapi: "3.1.0", info, servers: [{ url: "https://a.test/v1" }], ...document };
  return openText(JSON.stringify(whole), config);
}

const entries = (service: OpenApiService): JsonObject[] => service.entries.filter(isJsonObject);
const names = (service: OpenApiService): (JsonValue | undefined)[] =>
  entries(service).map((entry) => entry["name"]);
const codes = ({ diagnostics }: OpenApiService): string[] => diagnostics.map(({ code }) => code);
const recipes = (service: OpenApiService): ReturnType<typeof readRecipe>[] =>
  entries(service).map((entry) => readRecipe(entry));

test("an operation in a file of its own, whose references are relative to that file", async () => {
  mkdirSync(path.join(folder, "keys"), { recursive: true });
  writeFileSync(
    path.join(folder, "keys/get.yml"),
    `operationId: getKey
parameters: [{ $ref: "parameters.yml#/id" }]
responses: { "200": { $ref: "parameters.yml#/answer" } }
`,
  );
  writeFileSync(
    path.join(folder, "keys/parameters.yml"),
    `id: { in: path, name: id, required: true, schema: { type: integer } }
answer: { description: ok, content: { application/json: { schema: { type: boolean } } } }
`,
  );
  const service = await open({ paths: { "/keys/{id}": { get: { $ref: "keys/get.yml" } } } });
  expect(entries(service)).toMatchObject([
    {
      name: "getKey",
      inputSchema: { properties: { id: { type: "integer" } }, required: ["id"] },
      outputSchema: { type: "boolean" },
    },
  ]);
  expect(codes(service)).toEqual([]);
});

test("operations that only a fragment keeps apart, with and without names of their own", async () => {
  const put = (operationId?: string): JsonObject => ({
    put: { ...(operationId === undefined ? {} : { operationId }), responses: OK },
  });
  const service = await open({
    paths: { "/a/{id}": put("set"), "/a/{id}#share": put("share"), "/a/{id}#-": put() },
  });
  expect(names(service)).toEqual(["set", "share", "put /a/{id}#-"]);
  expect(recipes(service).map((recipe) => recipe?.path)).toEqual(["/a/{id}", "/a/{id}", "/a/{id}"]);
});

test("a step without a parameter is a text; a parameter without a step cannot be sent", async () => {
  const parameters = [{ in: "path", name: "gone", required: true, schema: { type: "string" } }];
  const service = await open({ paths: { "/a/{id}": { get: { parameters, responses: OK } } } });
  expect(entries(service)[0]?.["inputSchema"]).toEqual({
    type: "object",
    properties: { id: { type: "string" } },
    required: ["id"],
    additionalProperties: false,
  });
});

const VERSIONS: [string, string][] = [
  ["swagger: 2.0", "openapi 2.0"],
  ["openapi: 3.1", "openapi 3.1"],
  ["openapi: 3", "openapi 3.0"],
  ["openapi: '3.0.3 '", "openapi 3.0.3"],
];

test.each(VERSIONS)("the version %s", async (line, want) => {
  const text = `${line}\nhost: a.test\nservers: [{ url: "https://a.test" }]\npaths: { /a: { get: {} } }\n`;
  const service = await openText(text);
  expect(service.facts.protocolVersion).toBe(want);
  expect(names(service)).toEqual(["get_a"]);
});

const SERVERS: [string, { servers: JsonObject[]; want: string }][] = [
  [
    "the first that can be called",
    { servers: [{ url: "http://a.test" }, { url: "https://b.test/" }], want: "https://b.test" },
  ],
  [
    "variables that are numbers, or have a list only",
    {
      servers: [
        {
          url: "https://{where}.test:{port}",
          variables: { where: { enum: ["eu", "us"] }, port: { default: 8443 } },
        },
      ],
      want: "https://eu.test:8443",
    },
  ],
];

test.each(SERVERS)("servers: %s", async (_, { servers, want }) => {
  const service = await open({ servers, paths: { "/a": { get: { responses: OK } } } });
  expect(recipes(service).map((recipe) => recipe?.server)).toEqual([want]);
});

const ELSEWHERE: [string, string | null, boolean][] = [
  ["https://localhost:8443", "https://a.test/spec.json", false],
  ["http://127.0.0.1", "https://a.test/spec.json", false],
  ["https://[::1]", "https://a.test/spec.json", false],
  ["http://localhost", "https://localhost/spec.json", true],
  ["https://b.test", "https://a.test/spec.json", true],
  ["http://localhost", null, true],
];

test.each(ELSEWHERE)("the service %s of a document at %s: %j", (url, specUrl, may) => {
  expect("url" in serverUrls([{ url }], specUrl)[0]).toBe(may);
});

const TWO_HOSTS = {
  paths: {
    "/a": { get: { operationId: "a", responses: OK } },
    "/b": {
      post: { operationId: "b", servers: [{ url: "https://up.test/v1" }], responses: OK },
    },
    "/c": {
      get: {
        operationId: "c",
        servers: [{ url: "https://up.test" }, { url: "https://a.test/v2" }],
        responses: OK,
      },
    },
  },
};

const BASES: [string, { baseUrl: string | null; want: string[] }][] = [
  ["none", { baseUrl: null, want: ["a", "c"] }],
  ["one that the document does not name", { baseUrl: "https://stage.test", want: ["a", "c"] }],
  ["the other host", { baseUrl: "https://up.test/v1", want: ["b", "c"] }],
];

test.each(BASES)("operations of two hosts, `baseUrl`: %s", async (_, { baseUrl, want }) => {
  const service = await open(TWO_HOSTS, baseUrl === null ? {} : { baseUrl });
  expect(names(service)).toEqual(want);
  expect(codes(service)).toEqual(["OPENAPI_OPERATION_DROPPED"]);
});

const body = (schema: JsonValue): JsonObject => ({
  post: { requestBody: { content: { "application/json": { schema } } }, responses: OK },
});

test("the mapping of a discriminator says what each alternative has in its property", async () => {
  const kind = (more: JsonObject = {}): JsonObject => ({
    type: "object",
    properties: { method: { type: "string", ...more } },
  });
  const schemas = {
    Card: kind(),
    Gift: { allOf: [kind({ enum: ["gift"] })] },
    Other: kind(),
    Pay: {
      oneOf: ["Card", "Gift", "Other"].map((name) => ({ $ref: `#/components/schemas/${name}` })),
      discriminator: {
        propertyName: "method",
        mapping: {
          card: "Card",
          debit: "#/components/schemas/Card",
          gift: "Gift",
          no: "./no.yaml",
        },
      },
    },
  };
  const schema = { $ref: "#/components/schemas/Pay" };
  const service = await open({ components: { schemas }, paths: { "/a": body(schema) } });
  expect(entries(service)[0]?.["inputSchema"]).toMatchObject({
    $defs: {
      Pay: {
        anyOf: [
          {
            allOf: [
              { $ref: "#/$defs/Card" },
              { properties: { method: { enum: ["card", "debit"] } }, required: ["method"] },
            ],
          },
          { $ref: "#/$defs/Gift" },
          { $ref: "#/$defs/Other" },
        ],
      },
    },
  });
});

test("what is readOnly in a part of a schema is not required by another part", async () => {
  const schemas = {
    Base: { type: "object", properties: { id: { type: "string", readOnly: true }, a: {} } },
  };
  const schema = {
    allOf: [{ $ref: "#/components/schemas/Base" }, { required: ["id", "a"] }],
    required: ["id"],
  };
  const service = await open({ components: { schemas }, paths: { "/a": body(schema) } });
  const input = JSON.stringify(entries(service)[0]?.["inputSchema"]);
  expect(input).toContain('"required":["a"]');
  expect(input).not.toContain('"id"');
});

test("3.0: nullable beside a reference", async () => {
  const schemas = { A: { type: "object" } };
  const schema = { $ref: "#/components/schemas/A", nullable: true };
  const service = await open({
    openapi: "3.0.3",
    components: { schemas },
    paths: { "/a": body(schema) },
  });
  expect(entries(service)[0]?.["inputSchema"]).toMatchObject({
    properties: { body: { anyOf: [{ $ref: "#/$defs/A" }, { type: "null" }] } },
  });
});

/** Of these a call is refused unless the configuration has the header. */
const SCHEMES: [string, JsonObject][] = [
  ["digest", { s: { type: "http", scheme: "digest" } }],
  ["no such scheme", {}],
];

test.each(SCHEMES)("a security scheme that is not read: %s", async (_, securitySchemes) => {
  const document = {
    components: { securitySchemes },
    security: [{ s: [] }],
    paths: { "/a": { get: { responses: OK } } },
  };
  expect(codes(await open(document))).toEqual(["OPENAPI_AUTH_MISSING"]);
  expect(codes(await open(document, { headers: { Authorization: "Digest x" } }))).toEqual([]);
});

test("names of security schemes are the document's: words of objects, line ends, many of them", async () => {
  const bearer = { type: "http", scheme: "bearer" };
  const strange = ["constructor", "a\u001b[31m\nb", "x".repeat(5_000)];
  const names = [...strange, ...Array.from({ length: 50 }, (_, index) => `s${index}`)];
  const document = {
    components: { securitySchemes: Object.fromEntries(names.map((name) => [name, bearer])) },
    security: [Object.fromEntries(names.map((name) => [name, []]))],
    paths: { "/a": { get: { responses: OK } } },
  };
  const { diagnostics } = await open(document, { auth: { other: "x" } });
  expect(diagnostics.map(({ code }) => code)).toEqual([
    "OPENAPI_AUTH_MISSING",
    "OPENAPI_AUTH_UNKNOWN",
  ]);
  for (const { message } of diagnostics) {
    expect(message).not.toMatch(/\p{Cc}/u);
    expect(message.length).toBeLessThan(2_000);
  }
  const met = await open(document, { auth: Object.fromEntries(names.map((name) => [name, "x"])) });
  expect(codes(met)).toEqual([]);
});

test("media types with parameters: as they are in the request, without them in the choice", async () => {
  const schema = { type: "integer" };
  const type = "application/json; charset=utf-8";
  const content = { "text/plain": {}, [type]: { schema } };
  const service = await open({
    paths: { "/a": { post: { requestBody: { content }, responses: { "200": { content } } } } },
  });
  expect(entries(service)[0]).toMatchObject({
    inputSchema: { properties: { body: schema } },
    outputSchema: schema,
  });
  expect(recipes(service)[0]).toMatchObject({
    body: { kind: "json", mediaType: type },
    accept: `${type}, application/json;q=0.5, */*;q=0.1`,
    responses: [["200", "json"]],
  });
});

const WORDS: [JsonObject, string][] = [
  [{ summary: "Places an order" }, "Places an order.\n\nGET /a"],
  [{ summary: "Really?" }, "Really?\n\nGET /a"],
  [{ summary: "Short", description: "Long." }, "Long.\n\nGET /a"],
  [{ summary: "Old", deprecated: true }, "Deprecated: Old.\n\nGET /a"],
  [{}, "GET /a"],
];

test.each(WORDS)("the description of %j", async (words, want) => {
  const service = await open({ paths: { "/a": { get: { ...words, responses: OK } } } });
  expect(entries(service)[0]?.["description"]).toBe(want);
});
