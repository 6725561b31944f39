import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createProject, type Project } from "./project.ts";

/** What makes the certificate, where it is there: Node has nothing for it. */
const PROGRAM = "openssl";
const hasOpenSsl = spawnSync(PROGRAM, ["version"]).status === 0;

let folder: string;
let server: Server;
let project: Project;
let port: number;
const arrived: string[] = [];

const DOCUMENT = {
  openapi: "3.1.0",
  info: { title: "t", version: "1" },
  servers: [{ url: "../v2" }],
  components: { securitySchemes: { token: { type: "http", scheme: "bearer" } } },
  paths: {
    "/me": {
      get: {
        operationId: "me",
        security: [{ token: [] }],
        responses: {
          "200": {
            description: "ok",
            content: { "application/json": { schema: { type: "integer" } } },
          },
        },
      },
    },
  },
};

const OPENSSL =
  "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=localhost " +
  "-addext subjectAltName=DNS:localhost -keyout key.pem -out cert.pem";

beforeAll(async () => {
  if (!hasOpenSsl) return;
  folder = mkdtempSync(path.join(tmpdir(), "codemode-https-"));
  spawnSync(PROGRAM, OPENSSL.split(" "), { cwd: folder });
  const [key, cert] = ["key.pem", "cert.pem"].map((name) => readFileSync(path.join(folder, name)));
  server = createServer({ key, cert }, (request, response) => {
    arrived.push(`${request.url} ${String(request.headers.authorization)}`);
    const body = request.url === "/docs/spec.json" ? JSON.stringify(DOCUMENT) : "7";
    response.writeHead(200, { "content-type": "application/json; charset=utf-8" }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "localhost", resolve));
  ({ port } = server.address() as AddressInfo);
  const openapi = `https://localhost:${port}/docs/spec.json`;
  project = createProject({ far: { openapi, auth: { token: "${FAR_TOKEN}" } } });
});

afterAll(() => {
  if (!hasOpenSsl) return;
  server.closeAllConnections();
  server.close();
  project.remove();
  rmSync(folder, { recursive: true });
});

test.skipIf(!hasOpenSsl)("a document over https: fetched once, by who is trusted", async () => {
  const env = { FAR_TOKEN: "canary-far-22c7" };
  const stranger = await project.codemode(["generate", "--json"], { env });
  expect(stranger.stdout).toContain("OPENAPI_UNREADABLE");

  const trusting = { ...env, NODE_EXTRA_CA_CERTS: path.join(folder, "cert.pem") };
  const generated = await project.codemode(["generate"], { env: trusting });
  expect(generated.status).toBe(0);
  const stdin = "return (await far.me({})) + 1;";
  const ran = await project.codemode(["exec", "-", "--json"], { env: trusting, stdin });
  expect(JSON.parse(ran.stdout)).toMatchObject({ ok: true, result: 8 });
  expect(arrived).toEqual(["/docs/spec.json undefined", "/v2/me Bearer canary-far-22c7"]);
});
