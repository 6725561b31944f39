import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { MAX_SPEC_BYTES } from "../../src/openapi/limits.ts";
import { readSpec, type ReadSpecOptions } from "../../src/openapi/read-spec.ts";

let server: Server;
let origin: string;

beforeAll(async () => {
  const megabyte = Buffer.alloc(1_000_000, 0x20);
  server = createServer((request, response) => {
    if (request.url === "/silent") return;
    if (request.url === "/slow") {
      const drip = setInterval(() => response.write(" "), 10);
      response.on("close", () => clearInterval(drip));
    } else if (request.url === "/huge") {
      const pour = (): void => {
        while (response.writable && response.write(megabyte));
      };
      response.on("drain", pour);
      pour();
    } else if (request.url === "/missing") response.writeHead(404).end("{}");
    else if (request.url === "/marked") response.end('\uFEFF{"openapi":"3.1.0"}');
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

function read(path: string, more: Partial<ReadSpecOptions> = {}): ReturnType<typeof readSpec> {
  return readSpec("pets", `${origin}${path}`, { rootDir: "/", ...more });
}

const BAD: [string, { path: string; more?: Partial<ReadSpecOptions>; want: string }][] = [
  ["no answer", { path: "/silent", more: { fetchMs: 100 }, want: "did not arrive within 100 ms" }],
  [
    "an answer that never ends",
    { path: "/slow", more: { fetchMs: 200 }, want: "did not arrive within 200 ms" },
  ],
  ["too many bytes", { path: "/huge", want: `has more than ${MAX_SPEC_BYTES} bytes` }],
  ["a refusal", { path: "/missing", want: "was answered with HTTP status 404" }],
];

test.each(BAD)("a remote document: %s", async (_, { path, more, want }) => {
  await expect(read(path, more)).rejects.toMatchObject({
    code: "OPENAPI_UNREADABLE",
    message: expect.stringContaining(want) as string,
  });
});

test("a remote document that begins with a byte order mark", async () => {
  expect((await read("/marked")).main.root).toEqual({ openapi: "3.1.0" });
});

const REFUSED = [
  "http://example.test/spec.json",
  "https://169.254.169.254/latest/meta-data",
  "https://[fe80::1]/spec.json",
  "https://user:password@example.test/spec.json",
];

test.each(REFUSED)("never fetched: %s", async (url) => {
  const asked: string[] = [];
  const fetch = (one: string): Promise<Response> => {
    asked.push(one);
    return Promise.resolve(new Response("{}"));
  };
  await expect(readSpec("pets", url, { rootDir: "/", fetch })).rejects.toMatchObject({
    code: "OPENAPI_UNREADABLE",
  });
  expect(asked).toEqual([]);
});
