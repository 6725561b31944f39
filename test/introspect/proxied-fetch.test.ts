import { createServer, type Server } from "node:http";
import { connect, type AddressInfo } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { proxiedFetch, proxyFor } from "../../src/introspect/proxied-fetch.ts";

const PROXY = "http://proxy.test:3128";

const addresses: [string, { given: [string, Record<string, string>]; want: string | null }][] = [
  ["none is named", { given: ["https://a.test/", {}], want: null }],
  ["https", { given: ["https://a.test/", { HTTPS_PROXY: PROXY }], want: PROXY }],
  [
    "lower case goes first",
    { given: ["https://a.test/", { https_proxy: PROXY, HTTPS_PROXY: "http://b" }], want: PROXY },
  ],
  ["the other protocol's", { given: ["https://a.test/", { HTTP_PROXY: PROXY }], want: null }],
  ["for all", { given: ["https://a.test/", { ALL_PROXY: PROXY }], want: PROXY }],
  ["an empty one", { given: ["https://a.test/", { HTTPS_PROXY: "" }], want: null }],
  [
    "without a protocol",
    { given: ["https://a.test/", { HTTPS_PROXY: "proxy.test:3128" }], want: PROXY },
  ],
  ["socks", { given: ["https://a.test/", { ALL_PROXY: "socks5://p.test" }], want: null }],
  ["loopback", { given: ["https://127.0.0.1/", { HTTPS_PROXY: PROXY }], want: null }],
  ["loopback, version 6", { given: ["https://[::1]/", { HTTPS_PROXY: PROXY }], want: null }],
  ["loopback, by name", { given: ["http://localhost/", { HTTP_PROXY: PROXY }], want: null }],
];

describe("the proxy for an address", () => {
  test.each(addresses)("%s", (_name, { given: [url, env], want }) => {
    expect(proxyFor(new URL(url), env)).toBe(want);
  });
});

const excepted: [string, { given: [string, string]; want: boolean }][] = [
  ["everything", { given: ["https://a.test/", "*"], want: true }],
  ["the host", { given: ["https://a.test/", "b.test, a.test"], want: true }],
  ["a host beneath it", { given: ["https://x.a.test/", "a.test"], want: true }],
  ["with a dot", { given: ["https://x.a.test/", ".a.test"], want: true }],
  ["with a star", { given: ["https://x.a.test/", "*.a.test"], want: true }],
  ["another that ends alike", { given: ["https://xa.test/", "a.test"], want: false }],
  ["its port", { given: ["https://a.test/", "a.test:443"], want: true }],
  ["another port", { given: ["https://a.test/", "a.test:8443"], want: false }],
  ["whatever the case", { given: ["https://A.test/", "a.TEST"], want: true }],
  ["nothing", { given: ["https://a.test/", " , "], want: false }],
];

describe("NO_PROXY", () => {
  test.each(excepted)("%s", (_name, { given: [url, noProxy], want }) => {
    const proxy = proxyFor(new URL(url), { HTTPS_PROXY: PROXY, NO_PROXY: noProxy });
    expect(proxy).toBe(want ? null : PROXY);
  });
});

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function listen(server: Server): Promise<number> {
  servers.push(server);
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  return (server.address() as AddressInfo).port;
}

test("requests go through it, whole, and what it asks for goes to it alone", async () => {
  const seen: unknown[] = [];
  const target = await listen(
    createServer((request, response) => {
      const { method, headers } = request;
      const body: Buffer[] = [];
      request.on("data", (chunk: Buffer) => body.push(chunk));
      request.on("end", () => {
        seen.push([method, headers.host, headers["x-key"], headers["proxy-authorization"]]);
        response.writeHead(200, { "x-answer": "1" }).end(Buffer.concat(body));
      });
    }),
  );
  const asked: string[] = [];
  const proxy = createServer();
  proxy.on("connect", (request, socket) => {
    asked.push(`${request.url} ${request.headers["proxy-authorization"]}`);
    // No name is looked up: whatever is asked for, this is it.
    const through = connect(target, "127.0.0.1", () => {
      socket.write("HTTP/1.1 200 OK\r\n\r\n");
      through.pipe(socket).pipe(through);
    });
    socket.on("error", () => through.destroy());
  });
  const port = await listen(proxy);
  const viaProxy = proxiedFetch({ HTTP_PROXY: `http://me:pass@127.0.0.1:${port}` });
  const response = await viaProxy("http://mcp.test/x", {
    method: "POST",
    headers: new Headers({ "x-key": "k" }),
    body: "hello",
    signal: new AbortController().signal,
  });
  expect([response.status, response.headers.get("x-answer"), await response.text()]).toEqual([
    200,
    "1",
    "hello",
  ]);
  expect(asked).toEqual([`mcp.test:80 Basic ${btoa("me:pass")}`]);
  expect(seen).toEqual([["POST", "mcp.test", "k", undefined]]);
});

test("a proxy that does not let us through is told, without what it is given", async () => {
  const refuses = async (status: string): Promise<number> => {
    const proxy = createServer();
    proxy.on("connect", (_request, socket) => socket.end(`HTTP/1.1 ${status}\r\n\r\n`));
    return listen(proxy);
  };
  const cases: [address: string, says: RegExp][] = [
    [`me:secret@127.0.0.1:${await refuses("407 Who")}`, /asks for a name and password \(407\)/],
    [`me:secret@127.0.0.1:${await refuses("502 No")}`, /refused to connect \(status 502\)/],
    ["me:secret@127.0.0.1:1", /cannot be reached \(ECONNREFUSED\)/],
    ["m%e:secret@127.0.0.1:1", /write it as `%25`/],
  ];
  for (const [address, says] of cases) {
    const failure = await proxiedFetch({ HTTPS_PROXY: `http://${address}` })(
      "https://mcp.test/",
    ).catch((error: unknown) => error as Error & { cause: Error });
    const { message } = (failure as Error & { cause: Error }).cause;
    expect(message).toMatch(says);
    expect(message).toMatch(/the proxy 127\.0\.0\.1:\d+/);
    expect(message).not.toMatch(/secret|m%e/);
  }
});
