import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { resolveServers, type ResolvedOpenApiServer } from "../../src/config/interpolate.ts";
import { validateConfig } from "../../src/config/schema.ts";
import { connectOpenApi } from "../../src/introspect/connect-openapi.ts";

let folder: string;
let proxy: Server;
let env: Record<string, string>;
const asked: string[] = [];

const DOCUMENT = {
  openapi: "3.1.0",
  info: { title: "t", version: "1" },
  servers: [{ url: "https://service.test/v1" }],
  paths: { "/a": { get: { operationId: "a", responses: {} } } },
};

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "codemode-openapi-"));
  writeFileSync(path.join(folder, "spec.json"), JSON.stringify(DOCUMENT));
  proxy = createServer().on("connect", (request, socket) => {
    asked.push(String(request.url));
    socket.end("HTTP/1.1 403 Forbidden\r\n\r\n");
  });
  await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
  env = { HTTPS_PROXY: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}` };
});

afterAll(() => {
  proxy.closeAllConnections();
  proxy.close();
  rmSync(folder, { recursive: true });
});

function resolved(openapi: string): ResolvedOpenApiServer {
  const valid = validateConfig({ servers: { far: { openapi } } });
  if (!valid.ok) throw new Error(JSON.stringify(valid.issues));
  return resolveServers(valid.config.servers, {})[0] as ResolvedOpenApiServer;
}

test("the service is reached by way of the proxy that the environment names", async () => {
  const connection = await connectOpenApi(resolved("spec.json"), { rootDir: folder, env });
  await connection.listTools();
  await expect(connection.callTool("a", {})).rejects.toMatchObject({ code: "SERVER_UNREACHABLE" });
  expect(asked.splice(0)).toEqual(["service.test:443"]);
});

test("so is a remote document", async () => {
  const connecting = connectOpenApi(resolved("https://docs.test/spec.json"), {
    rootDir: folder,
    env,
  });
  await expect(connecting).rejects.toMatchObject({ code: "OPENAPI_UNREADABLE" });
  expect(asked.splice(0)).toEqual(["docs.test:443"]);
});
