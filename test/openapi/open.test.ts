import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { resolveServers, type ResolvedOpenApiServer } from "../../src/config/interpolate.ts";
import { validateConfig } from "../../src/config/schema.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../../src/json.ts";
import { openOpenApi, type OpenApiService } from "../../src/openapi/open.ts";
import { readRecipe } from "../../src/openapi/recipe.ts";
import { FIXTURES, KEY, startPetstore } from "./petstore.ts";

let petstore: { url: string; stop: () => void };
let folder: string;
let service: OpenApiService;

beforeAll(async () => {
  petstore = await startPetstore();
  folder = mkdtempSync(path.join(tmpdir(), "codemode-openapi-"));
  const server = resolved({ openapi: "petstore.yaml", baseUrl: petstore.url, auth: { key: KEY } });
  service = await openOpenApi(server, { rootDir: FIXTURES });
});

afterAll(() => {
  petstore.stop();
  rmSync(folder, { recursive: true });
});

function resolved(config: object): ResolvedOpenApiServer {
  const valid = validateConfig({ servers: { pets: config } });
  if (!valid.ok) throw new Error(JSON.stringify(valid.issues));
  return resolveServers(valid.config.servers, {})[0] as ResolvedOpenApiServer;
}

/** A document of these paths and components, opened. */
async function openPaths(paths: JsonValue, more: JsonObject = {}): Promise<OpenApiService> {
  const info = { title: "t", version: "1" };
  const document = { openapi: "3.1.0", info, servers: [{ url: "https://a.test" }], paths, ...more };
  writeFileSync(path.join(folder, "spec.json"), JSON.stringify(document));
  return openOpenApi(resolved({ openapi: "spec.json" }), { rootDir: folder });
}

const OK = { "200": { description: "ok" } };

function entryOf({ entries }: OpenApiService, name: string): JsonObject {
  const entry = entries.filter(isJsonObject).find((one) => one["name"] === name);
  if (entry === undefined) throw new Error(`no entry ${name}`);
  return entry;
}

const call = (name: string, input: JsonObject): Promise<JsonObject> =>
  service.call(name, input, { timeoutMs: 5_000 });

const codes = ({ diagnostics }: OpenApiService): string[] => diagnostics.map(({ code }) => code);

test("each operation is a tool; what credentials own is no input; readOnly is no input", () => {
  expect(service.entries.filter(isJsonObject).map((entry) => entry["name"])).toEqual([
    "listPets",
    "createPet",
    "getPet",
    "deletePet",
    "get_pets_petId_photo",
    "uploadPhoto",
    "login",
  ]);
  expect(entryOf(service, "listPets")["inputSchema"]).toEqual({
    type: "object",
    properties: {
      tags: { type: "array", items: { type: "string" } },
      filter: { type: "object", properties: { minAge: { type: "integer" } } },
      "X-Trace": { type: "string" },
    },
    additionalProperties: false,
  });
  expect(entryOf(service, "createPet")["inputSchema"]).toMatchObject({
    required: ["body"],
    properties: { body: { $ref: "#/$defs/Pet" } },
    $defs: {
      Pet: {
        required: ["name"],
        properties: {
          name: { type: "string" },
          age: { type: ["integer", "null"], exclusiveMinimum: 0 },
          mother: { $ref: "#/$defs/Pet" },
        },
      },
    },
  });
  expect(entryOf(service, "deletePet")["annotations"]).toEqual({
    readOnlyHint: false,
    idempotentHint: true,
    destructiveHint: true,
  });
  expect(codes(service)).toEqual([]);
});

const CALLS: [string, { name: string; input: JsonObject; want: JsonValue }][] = [
  [
    "a path parameter stays in its step",
    {
      name: "getPet",
      input: { petId: "a/b" },
      want: { id: "a/b", name: "Rex", age: null },
    },
  ],
  [
    "lists and deep objects in a query",
    {
      name: "listPets",
      input: { tags: ["a&b", "c d"], filter: { minAge: 2 } },
      want: [{ id: "0", name: "?tags=a%26b&tags=c%20d&filter%5BminAge%5D=2" }],
    },
  ],
  [
    "a form",
    {
      name: "login",
      input: { body: { user: "a=b&c", roles: ["x", "y"] } },
      want: "user=a%3Db%26c&roles=x&roles=y",
    },
  ],
  [
    "bytes",
    {
      name: "get_pets_petId_photo",
      input: { petId: "1" },
      want: { mimeType: "image/png", blob: "AQL6" },
    },
  ],
];

test.each(CALLS)("%s", async (_, { name, input, want }) => {
  expect((await call(name, input))["structuredContent"]).toEqual(want);
});

test("a JSON body is created, read, deleted: 204 is null", async () => {
  const created = (await call("createPet", { body: { name: "Tom" } }))["structuredContent"];
  expect(created).toMatchObject({ name: "Tom" });
  const { id: petId } = created as { id: string };
  expect((await call("deletePet", { petId }))["structuredContent"]).toBeNull();
});

test("a file of a multipart form arrives with its name and type", async () => {
  const file = { blob: "aGVsbG8=", filename: "a.txt", mimeType: "text/plain" };
  const text = (await call("uploadPhoto", { petId: "1", body: { file } }))["structuredContent"];
  expect(text).toMatch(/name="file"; filename="a\.txt"\r\nContent-Type: text\/plain\r\n\r\nhello/);
});

test("a refusal is an error with its status and body", async () => {
  expect(await call("getPet", { petId: "9" })).toMatchObject({
    isError: true,
    content: [{ text: 'HTTP 404 Not Found\n{"error":"no pet 9"}' }],
    structuredContent: { status: 404, body: { error: "no pet 9" } },
  });
});

test.each(["..", ".", ""])("the path parameter %j is not sent", async (petId) => {
  expect(await call("deletePet", { petId })).toMatchObject({ isError: true });
});

test("an operation whose credentials are not configured is told when read and refused when called", async () => {
  const server = resolved({ openapi: "petstore.yaml", baseUrl: petstore.url });
  const bare = await openOpenApi(server, { rootDir: FIXTURES });
  expect(codes(bare)).toEqual(["OPENAPI_AUTH_MISSING"]);
  await expect(bare.call("listPets", {}, { timeoutMs: 5_000 })).rejects.toMatchObject({
    code: "OPENAPI_AUTH_MISSING",
  });
  expect(await bare.call("login", { body: {} }, { timeoutMs: 5_000 })).not.toHaveProperty(
    "isError",
  );
});

test("a cancelled call rejects with the reason", async () => {
  const reason = new Error("enough");
  const signal = AbortSignal.abort(reason);
  const limits = { timeoutMs: 5_000, signal };
  await expect(service.call("listPets", {}, limits)).rejects.toBe(reason);
});

test("parameters of one name in two places, and one called body beside a body, keep apart", async () => {
  const parameters = ["path", "query"].map((place) => ({ in: place, name: "id", required: true }));
  const get = {
    operationId: "a",
    parameters: [...parameters, { in: "query", name: "body" }],
    requestBody: { content: { "application/json": {} } },
    responses: OK,
  };
  const entry = entryOf(await openPaths({ "/{id}": { post: get } }), "a");
  expect(Object.keys((entry["inputSchema"] as JsonObject)["properties"] as JsonObject)).toEqual([
    "id",
    "query_id",
    "query_body",
    "body",
  ]);
  expect(readRecipe(entry)?.parameters.map(({ input, in: place }) => [input, place])).toEqual([
    ["id", "path"],
    ["query_id", "query"],
    ["query_body", "query"],
  ]);
});

const DROPPED: [string, JsonObject][] = [
  ["a path with a query", { "/a?b": { get: { responses: OK } } }],
  ["a path that climbs", { "/a/../b": { get: { responses: OK } } }],
  ["an encoded climb", { "/a/%2E%2e/b": { get: { responses: OK } } }],
  ["a parameter without a name", { "/a/{}": { get: { responses: OK } } }],
  ["another host", { "/a": { get: { servers: [{ url: "https://b.test" }], responses: OK } } }],
];

test.each(DROPPED)("%s is left out and told", async (_, paths) => {
  const opened = await openPaths({ ...paths, "/ok": { get: { responses: OK } } });
  expect(opened.entries).toHaveLength(1);
  expect(codes(opened)).toContain("OPENAPI_OPERATION_DROPPED");
});

test("references to the network and out of the folder are never followed", async () => {
  const schema = (reference: string): JsonObject => ({
    get: {
      responses: {
        "200": {
          description: "",
          content: { "application/json": { schema: { $ref: reference } } },
        },
      },
    },
  });
  const opened = await openPaths({
    "/a": schema("http://127.0.0.1:1/a.json"),
    "/b": schema("../../../etc/passwd.json"),
    "/c": schema("file:///etc/passwd"),
    "/d": schema("#/components/schemas/None"),
  });
  const [told] = opened.diagnostics.filter(({ code }) => code === "OPENAPI_REF_UNRESOLVED");
  expect(told?.message).toContain("4 references");
  expect(entryOf(opened, "get_a")["outputSchema"]).toEqual({});
});

test("hostile schemas: deep, cyclic, unfolding without end, __proto__", async () => {
  const pair = (name: string): JsonObject => ({
    properties: {
      a: { $ref: `#/components/schemas/${name}` },
      b: { $ref: `#/components/schemas/${name}` },
    },
  });
  const doubling = Array.from({ length: 40 }, (_, index) => [`S${index}`, pair(`S${index + 1}`)]);
  const proto = JSON.parse('{"properties":{"__proto__":{"type":"string"}}}') as JsonObject;
  const schemas = {
    ...(Object.fromEntries(doubling) as JsonObject),
    S40: { $ref: "#/components/schemas/S40" },
    Proto: proto,
  };
  const body = (schema: JsonValue): JsonObject => ({
    post: { requestBody: { content: { "application/json": { schema } } }, responses: OK },
  });
  writeFileSync(
    path.join(folder, "hostile.json"),
    `{"openapi":"3.0.0","info":{"title":"","version":""},"servers":[{"url":"https://a.test"}],` +
      `"components":${JSON.stringify({ schemas })},"paths":{"/a":${JSON.stringify(body({ $ref: "#/components/schemas/S0" }))},` +
      `"/c":${JSON.stringify(body({ $ref: "#/components/schemas/Proto" }))},` +
      `"/b":{"post":{"requestBody":{"content":{"application/json":{"schema":${nest(10_000)}}}},"responses":{}}}}}`,
  );
  const committed = { protocolVersion: "", serverInfo: {}, capabilities: {}, tools: [] };
  // As a run reads it: without the validator, which gives up after a time of its own.
  const opened = await openOpenApi(resolved({ openapi: "hostile.json" }), {
    rootDir: folder,
    committed,
  });
  expect(opened.entries).toHaveLength(3);
  expect(codes(opened)).toContain("OPENAPI_SCHEMA_CUT");
  const schema = JSON.stringify(entryOf(opened, "post_c")["inputSchema"]);
  expect(schema).toContain('"__proto__":{"type":"string"}');
  expect(JSON.stringify(entryOf(opened, "post_b")).length).toBeLessThan(10_000);
});

/** The text of a schema so deep that no stack would bear it. */
function nest(levels: number): string {
  return `${'{"type":"array","items":'.repeat(levels)}{}${"}".repeat(levels)}`;
}

const REFUSED: [string, { text: string; code: string }][] = [
  ["no OpenAPI", { text: '{"a":1}', code: "OPENAPI_INVALID" }],
  ["a later version", { text: '{"openapi":"4.0.0","paths":{}}', code: "OPENAPI_INVALID" }],
  ["neither JSON nor YAML", { text: "a: [b", code: "OPENAPI_INVALID" }],
  ["a YAML value in itself", { text: "a: &a [*a]", code: "OPENAPI_INVALID" }],
  ["YAML too deep", { text: "[".repeat(10_000), code: "OPENAPI_INVALID" }],
  ["a YAML bomb", { text: bomb(), code: "OPENAPI_INVALID" }],
];

function bomb(): string {
  const lines = Array.from("bcdefghij", (name, index) => {
    const before = "abcdefghi"[index] as string;
    return `${name}: &${name} [${Array.from({ length: 9 }, () => `*${before}`).join(",")}]`;
  });
  return ["a: &a [x]", ...lines].join("\n");
}

test.each(REFUSED)("%s is refused", async (_, { text, code }) => {
  writeFileSync(path.join(folder, "bad.yaml"), text);
  const server = resolved({ openapi: "bad.yaml" });
  await expect(openOpenApi(server, { rootDir: folder })).rejects.toMatchObject({ code });
});

test("a run takes the committed catalog while the document's files are the same, or gone", async () => {
  const first = await openPaths({ "/a": { get: { operationId: "a", responses: OK } } });
  const committed = { ...first.facts, tools: [{ name: "kept" }] };
  const server = resolved({ openapi: "spec.json" });
  const again = await openOpenApi(server, { rootDir: folder, committed });
  expect(again.entries).toBe(committed.tools);
  const gone = await openOpenApi(resolved({ openapi: "none.json" }), {
    rootDir: folder,
    committed,
  });
  expect(gone.entries).toBe(committed.tools);
  await openPaths({ "/b": { get: { operationId: "b", responses: OK } } });
  const changed = await openOpenApi(server, { rootDir: folder, committed });
  expect(changed.entries).toMatchObject([{ name: "b" }]);
});

test("Swagger 2.0: servers, body and form, media types, collection formats", async () => {
  const get = {
    operationId: "find",
    parameters: [
      {
        in: "query",
        name: "ids",
        type: "array",
        items: { type: "string" },
        collectionFormat: "pipes",
      },
    ],
    responses: { "200": { description: "", schema: { $ref: "#/definitions/Pet" } } },
  };
  const post = {
    operationId: "add",
    parameters: [
      { in: "body", name: "pet", required: true, schema: { $ref: "#/definitions/Pet" } },
    ],
    responses: { default: { description: "" } },
  };
  const document = {
    swagger: "2.0",
    info: { title: "t", version: "1" },
    host: "a.test",
    basePath: "/v1/",
    produces: ["application/json"],
    paths: { "/pets": { get, post } },
    definitions: { Pet: { type: "object", properties: { name: { type: "string" } } } },
  };
  writeFileSync(path.join(folder, "swagger.json"), JSON.stringify(document));
  const opened = await openOpenApi(resolved({ openapi: "swagger.json" }), { rootDir: folder });
  expect(readRecipe(entryOf(opened, "find"))).toMatchObject({
    server: "https://a.test/v1",
    parameters: [{ name: "ids", style: "pipeDelimited", explode: false }],
  });
  expect(entryOf(opened, "find")["outputSchema"]).toMatchObject({ $ref: "#/$defs/Pet" });
  expect(entryOf(opened, "add")["inputSchema"]).toMatchObject({ required: ["body"] });
});

test("files of the document's own folder are part of it", async () => {
  writeFileSync(
    path.join(folder, "pet.yaml"),
    "Pet: { type: object, properties: { name: { type: string } } }",
  );
  const content = { "application/json": { schema: { $ref: "./pet.yaml#/Pet" } } };
  const opened = await openPaths({
    "/a": { get: { operationId: "a", responses: { "200": { description: "", content } } } },
  });
  expect(entryOf(opened, "a")["outputSchema"]).toMatchObject({
    $defs: { Pet: { properties: { name: { type: "string" } } } },
  });
  expect(JSON.stringify(opened.facts.capabilities)).toContain('"pet.yaml"');
});

test("what breaks the specification is told in one line each", async () => {
  const { diagnostics } = await openPaths({ "/a": { get: { responses: {} } } });
  expect(diagnostics).toMatchObject([
    {
      code: "OPENAPI_NOT_VALID",
      detail: `REQUIRED must have required property 'default', at "responses": {}`,
    },
  ]);
});
