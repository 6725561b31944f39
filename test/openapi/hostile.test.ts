import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { resolveServers, type ResolvedOpenApiServer } from "../../src/config/interpolate.ts";
import { validateConfig } from "../../src/config/schema.ts";
import { connectOpenApi } from "../../src/introspect/connect-openapi.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../../src/json.ts";
import { MAX_OPERATIONS, MAX_RESPONSE_BYTES } from "../../src/openapi/limits.ts";
import { openOpenApi, type OpenApiService } from "../../src/openapi/open.ts";

let folder: string;
let server: Server;
let origin: string;
/** What arrived, with its credential. */
const arrived: string[] = [];

const OK = { "200": { description: "ok", content: { "application/json": {} } } };
const PATHS = ["moved", "away", "bomb", "silent"].map((name) => [
  `/${name}`,
  {
    get: { operationId: name, responses: OK },
    post: { operationId: `${name}_post`, responses: OK },
  },
]);
const REMOTE = {
  openapi: "3.1.0",
  info: { title: "t", version: "1" },
  security: [{ key: [] }],
  components: { securitySchemes: { key: { type: "apiKey", in: "header", name: "x-key" } } },
  paths: Object.fromEntries(PATHS) as JsonObject,
};

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "codemode-openapi-"));
  const bomb = gzipSync(Buffer.alloc(MAX_RESPONSE_BYTES + 1, 0x20));
  server = createServer((request, response) => {
    arrived.push(
      `${request.method} ${request.headers.host} ${request.url} ${String(request.headers["x-key"])}`,
    );
    const { url } = request;
    if (url === "/spec.json") response.end(JSON.stringify(REMOTE));
    else if (url === "/spec-moved.json") response.writeHead(302, { location: "/spec.json" }).end();
    else if (url === "/moved") response.writeHead(302, { location: "/there" }).end();
    else if (url === "/there") response.end('"there"');
    else if (url === "/away") {
      const { port } = server.address() as AddressInfo;
      response.writeHead(307, { location: `http://localhost:${port}/there` }).end();
    } else if (url === "/bomb") response.writeHead(200, { "content-encoding": "gzip" }).end(bomb);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true });
});

function resolved(config: object): ResolvedOpenApiServer {
  const valid = validateConfig({ servers: { pets: config } });
  if (!valid.ok) throw new Error(JSON.stringify(valid.issues));
  return resolveServers(valid.config.servers, {})[0] as ResolvedOpenApiServer;
}

/** Without the validator, as a run reads a document that changed. */
const CHANGED = { protocolVersion: "", serverInfo: {}, capabilities: {}, tools: [] };

async function open(document: JsonObject, baseUrl?: string): Promise<OpenApiService> {
  const info = { title: "t", version: "1" };
  const whole = { openapi: "3.1.0", info, servers: [{ url: "https://a.test" }], ...document };
  writeFileSync(path.join(folder, "spec.json"), JSON.stringify(whole));
  const config = { openapi: "spec.json", ...(baseUrl === undefined ? {} : { baseUrl }) };
  return openOpenApi(resolved(config), { rootDir: folder, committed: CHANGED });
}

const names = ({ entries }: OpenApiService): JsonValue[] =>
  entries.filter(isJsonObject).map((entry) => entry["name"] as JsonValue);
const codes = ({ diagnostics }: OpenApiService): string[] => diagnostics.map(({ code }) => code);

function openRemote(): Promise<OpenApiService> {
  const config = { openapi: `${origin}/spec.json`, auth: { key: "secret-key" } };
  return openOpenApi(resolved(config), { rootDir: folder });
}

test("a remote document; its service is where it came from; redirects stay within the origin", async () => {
  const service = await openRemote();
  const call = (name: string): Promise<JsonObject> => service.call(name, {}, { timeoutMs: 5_000 });
  expect((await call("moved"))["structuredContent"]).toBe("there");
  arrived.length = 0;
  expect(await call("moved_post")).toMatchObject({ isError: true });
  expect(await call("away")).toMatchObject({ isError: true });
  const host = new URL(origin).host;
  expect(arrived).toEqual([`POST ${host} /moved secret-key`, `GET ${host} /away secret-key`]);
});

test("a response too large when decompressed, and none at all, are coded", async () => {
  const service = await openRemote();
  const call = (name: string): Promise<JsonObject> => service.call(name, {}, { timeoutMs: 1_000 });
  await expect(call("bomb")).rejects.toMatchObject({ code: "SERVER_MESSAGE_TOO_LARGE" });
  await expect(call("silent")).rejects.toMatchObject({ code: "SERVER_TIMEOUT" });
});

test("a remote document is not followed to where it has moved", async () => {
  const config = resolved({ openapi: `${origin}/spec-moved.json` });
  await expect(openOpenApi(config, { rootDir: folder })).rejects.toMatchObject({
    code: "OPENAPI_UNREADABLE",
  });
});

test("waiting for a remote document ends with the reason of the signal", async () => {
  const config = resolved({ openapi: `${origin}/silent` });
  const reason = new Error("enough");
  const stop = new AbortController();
  server.once("request", () => stop.abort(reason));
  const opening = openOpenApi(config, { rootDir: folder, signal: stop.signal });
  await expect(opening).rejects.toBe(reason);
});

test("operation ids that are words of objects, given twice, or no names at all", async () => {
  const get = (operationId: string): JsonObject => ({ get: { operationId, responses: OK } });
  const service = await open({
    paths: {
      "/a": get("__proto__"),
      "/b": get("constructor"),
      "/c": get("same"),
      "/d": get("same"),
      "/e": get(" "),
      "/f": get("x".repeat(129)),
      "/g": get("größe */ `${1}`"),
    },
  });
  expect(names(service)).toEqual([
    "__proto__",
    "constructor",
    "get_c",
    "get_d",
    "get_e",
    "get_f",
    "größe */ `${1}`",
  ]);
});

const ELSEWHERE: [string, JsonObject][] = [
  ["a script", { url: "javascript:alert(1)" }],
  ["a file", { url: "file:///etc" }],
  ["relative to a local file", { url: "/v1" }],
  ["not encrypted", { url: "http://a.test" }],
  ["with credentials", { url: "https://u:p@a.test" }],
  [
    "made of variables",
    {
      url: "{scheme}://{host}",
      variables: { scheme: { default: "http" }, host: { default: "169.254.169.254" } },
    },
  ],
];

test.each(ELSEWHERE)("a service whose URL is %s is never called", async (_, url) => {
  const paths = { "/a": { get: { responses: OK } } };
  const refused = { code: "OPENAPI_BASE_URL" };
  await expect(open({ servers: [url], paths })).rejects.toMatchObject(refused);
  const some = { "/b": { get: { servers: [url], responses: OK } }, ...paths };
  const service = await open({ paths: some });
  expect(names(service)).toEqual(["get_a"]);
  expect(codes(service)).toEqual(["OPENAPI_OPERATION_DROPPED"]);
});

test("references in circles, of paths, parameters, responses and schemes, end", async () => {
  const circle = (name: string): JsonObject => ({ a: { $ref: `#/components/${name}/a` } });
  const kinds = ["pathItems", "parameters", "responses", "requestBodies", "securitySchemes"];
  const reference = (name: string): JsonObject => ({ $ref: `#/components/${name}/a` });
  const service = await open({
    components: Object.fromEntries(kinds.map((kind) => [kind, circle(kind)])),
    paths: {
      "/a": reference("pathItems"),
      "/b": {
        post: {
          parameters: [reference("parameters")],
          requestBody: reference("requestBodies"),
          responses: { "200": reference("responses") },
        },
      },
    },
  });
  expect(names(service)).toEqual(["post_b"]);
  expect(codes(service)).toEqual(["OPENAPI_REF_UNRESOLVED"]);
});

test("50,000 operations are capped, and it is told", async () => {
  const paths = Array.from({ length: 50_000 }, (_, index) => [`/a${index}`, { get: {} }] as const);
  expect((await open({ paths: Object.fromEntries(paths) })).entries).toHaveLength(MAX_OPERATIONS);
  // As a run that finds the document changed; no validator.
  const connection = await connectOpenApi(resolved({ openapi: "spec.json" }), {
    rootDir: folder,
    env: {},
    committed: () => ({ ...CHANGED, tools: [] }) as never,
  });
  expect(await connection.listTools()).toHaveLength(MAX_OPERATIONS - 1);
  expect(connection.diagnostics.map(({ code }) => code)).toContain("SERVER_LIST_CAPPED");
});
