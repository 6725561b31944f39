import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, test } from "vitest";
import type { CodemodeError } from "../../src/diagnostics/error.ts";
import type { ServerConnection } from "../../src/introspect/connect.ts";
import { connect, httpServer, withServer } from "./servers.ts";

type Handler = (request: IncomingMessage, response: ServerResponse, body: string) => void;

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

/** A loopback server; gives its URL and the requests it has had. */
async function serve(handler: Handler): Promise<{ url: string; seen: IncomingMessage[] }> {
  const seen: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    seen.push(request);
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => handler(request, response, Buffer.concat(chunks).toString()));
  });
  servers.push(server);
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/mcp`, seen };
}

const reply =
  (status: number, headers: Record<string, string> = {}, body = ""): Handler =>
  (_request, response) => {
    response.writeHead(status, headers).end(body);
  };

interface RpcRequest {
  id?: number;
  method: string;
  params?: { protocolVersion?: string };
}

/** A server that shakes hands as it should and leaves `tools/list` and `tools/call` to the test. */
function speaks(handler: (rpc: RpcRequest, response: ServerResponse) => void): Handler {
  return (request, response, body) => {
    if (request.method !== "POST") {
      response.writeHead(405).end();
      return;
    }
    const rpc = JSON.parse(body) as RpcRequest;
    if (rpc.method === "initialize") {
      const result = {
        protocolVersion: rpc.params?.protocolVersion,
        capabilities: { tools: {} },
        serverInfo: { name: "test", version: "1" },
      };
      answer(response, { id: rpc.id, result });
    } else if (rpc.method === "server/discover") {
      answer(response, { id: rpc.id, error: { code: -32601, message: "Method not found" } });
    } else if (rpc.id === undefined) response.writeHead(202).end();
    else handler(rpc, response);
  };
}

function answer(response: ServerResponse, message: object): void {
  response.writeHead(200, { "content-type": "application/json" });
  response.end(JSON.stringify({ jsonrpc: "2.0", ...message }));
}

const refused: [string, { given: Handler; want: { code: string; message: RegExp } }][] = [
  ["401", { given: reply(401), want: { code: "SERVER_UNAUTHORIZED", message: /HTTP status 401/ } }],
  ["403", { given: reply(403), want: { code: "SERVER_UNAUTHORIZED", message: /HTTP status 403/ } }],
  [
    "404 with a page",
    {
      given: reply(404, { "content-type": "text/html" }, "<html>Not found</html>"),
      want: { code: "SERVER_HTTP", message: /HTTP status 404/ },
    },
  ],
  [
    "500",
    {
      given: reply(500, {}, "token abc-canary-123"),
      want: { code: "SERVER_HTTP", message: /HTTP status 500/ },
    },
  ],
  [
    // W31
    "a page where MCP should be",
    {
      given: reply(200, { "content-type": "text/html" }, "<html>Sign in</html>"),
      want: { code: "SERVER_PROTOCOL", message: /text\/html/ },
    },
  ],
  [
    "JSON that is not JSON-RPC",
    {
      given: reply(200, { "content-type": "application/json" }, `{"hello":"world"}`),
      want: { code: "SERVER_PROTOCOL", message: /not MCP/ },
    },
  ],
  [
    "an answer that never comes",
    {
      given: () => {},
      want: { code: "SERVER_TIMEOUT", message: /did not answer within 500 ms while connecting/ },
    },
  ],
];

describe("refused", () => {
  test.each(refused)("%s", async (_name, { given, want }) => {
    const { url } = await serve(given);
    process.env["TEST_HTTP_SECRET"] = "abc-canary-123";
    const server = httpServer(
      url,
      { authorization: "Bearer ${TEST_HTTP_SECRET}" },
      { connectMs: 500 },
    );
    const connecting = connect(server);
    await expect(connecting).rejects.toMatchObject({
      code: want.code,
      message: expect.stringMatching(want.message) as string,
    });
    await expect(connecting).rejects.not.toThrow("abc-canary-123");
  });

  test("nobody listens", async () => {
    const { url } = await serve(reply(200));
    servers[0]?.close();
    servers[0]?.closeAllConnections();
    await expect(connect(httpServer(url))).rejects.toMatchObject({
      code: "SERVER_UNREACHABLE",
      message: expect.stringContaining("ECONNREFUSED") as string,
    });
  });

  test("a port that fetch does not speak to", async () => {
    await expect(connect(httpServer("http://127.0.0.1:9/mcp"))).rejects.toMatchObject({
      code: "SERVER_UNREACHABLE",
    });
  });
});

test("headers go to the server with every request", async () => {
  const { url, seen } = await serve(
    speaks(({ id }, response) => answer(response, { id, result: { tools: [] } })),
  );
  await withServer(httpServer(url, { "x-key": "k-1" }), (connection) => connection.listTools());
  expect(seen.length).toBeGreaterThan(2);
  expect(seen.map(({ headers }) => headers["x-key"])).toEqual(seen.map(() => "k-1"));
});

test("W31: a redirect to another origin is not followed: the headers stay with us", async () => {
  const other = await serve(reply(200));
  const { url } = await serve(reply(307, { location: other.url }));
  await expect(connect(httpServer(url, { "x-key": "k-1" }))).rejects.toMatchObject({
    code: "SERVER_HTTP",
    message: expect.stringContaining(other.url) as string,
  });
  expect(other.seen).toEqual([]);
});

test("W31: a redirect that never ends is given up", async () => {
  const { url, seen } = await serve(reply(307, { location: "/mcp" }));
  await expect(connect(httpServer(url))).rejects.toMatchObject({ code: "SERVER_HTTP" });
  expect(seen.length).toBeLessThan(100);
});

const TOO_LARGE = `{"jsonrpc":"2.0","id":0,"result":{"x":"${"x".repeat(11_000_000)}"}}`;

const large: [string, (response: ServerResponse) => void][] = [
  [
    "as JSON",
    (response) => {
      response.writeHead(200, { "content-type": "application/json" }).end(TOO_LARGE);
    },
  ],
  [
    "as an event",
    (response) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.end(`data: ${TOO_LARGE}\n\n`);
    },
  ],
  [
    "compressed",
    (response) => {
      response.writeHead(200, {
        "content-type": "application/json",
        "content-encoding": "gzip",
      });
      response.end(gzipSync(TOO_LARGE));
    },
  ],
];

const list = (connection: ServerConnection): Promise<unknown> => connection.listTools();

describe("W31: a message that is too large is not read, compressed or not", () => {
  test.each(large)("%s", async (_name, respond) => {
    const { url } = await serve(speaks((_rpc, response) => respond(response)));
    await expect(withServer(httpServer(url), list)).rejects.toMatchObject({
      code: "SERVER_MESSAGE_TOO_LARGE",
    });
  });
});

test("many events that are large only together are read", async () => {
  const { url } = await serve(
    speaks(({ id }, response) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      const note = { jsonrpc: "2.0", method: "notifications/message", params: { level: "info" } };
      const event = `data: ${JSON.stringify({ ...note, params: { data: "x".repeat(1_000_000) } })}\n\n`;
      for (let count = 0; count < 12; count += 1) response.write(event);
      response.end(`data: ${JSON.stringify({ jsonrpc: "2.0", id, result: { tools: [] } })}\n\n`);
    }),
  );
  expect(await withServer(httpServer(url), list)).toEqual([]);
});

test("a stream that ends without the answer is an error at once", async () => {
  const { url } = await serve(
    speaks((_rpc, response) => {
      response.writeHead(200, { "content-type": "text/event-stream" }).end(": nothing\n\n");
    }),
  );
  await expect(withServer(httpServer(url), list)).rejects.toMatchObject({ code: "SERVER_CLOSED" });
});

test("a server that goes away fails the call that is under way, and the next", async () => {
  const { url } = await serve(speaks((_rpc, response) => response.destroy()));
  await withServer(httpServer(url), async (connection) => {
    await expect(connection.callTool("x", {})).rejects.toMatchObject({
      code: "SERVER_UNREACHABLE",
    });
    servers[0]?.close();
    servers[0]?.closeAllConnections();
    await expect(connection.callTool("x", {})).rejects.toMatchObject({
      code: "SERVER_UNREACHABLE",
    });
  });
});

test("W31: a stream of events that never ends and never answers", async () => {
  const { url } = await serve(
    speaks((_rpc, response) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      const note = `data: {"jsonrpc":"2.0","method":"notifications/message","params":{}}\n\n`;
      const writing = setInterval(() => response.write(note.repeat(100)), 5);
      response.on("close", () => clearInterval(writing));
    }),
  );
  await expect(withServer(httpServer(url, {}, { listMs: 300 }), list)).rejects.toMatchObject({
    code: "SERVER_TIMEOUT",
    message: expect.stringContaining("Server `web`") as string,
  });
});

test("W31, W32: a cookie is not kept, and a session is that of the handshake, of this connection, and never told", async () => {
  let sessions = 0;
  const shakes = speaks(({ id }, response) =>
    answer(response, { id, error: { code: -32000, message: "no" } }),
  );
  const { url, seen } = await serve((request, response, body) => {
    response.setHeader("set-cookie", "tracked=canary-cookie");
    const isStart = body.includes(`"initialize"`);
    response.setHeader("mcp-session-id", isStart ? `canary-${(sessions += 1)}` : "canary-other");
    shakes(request, response, body);
  });
  for (const own of ["canary-1", "canary-2"]) {
    const from = seen.length;
    const failed = await withServer(httpServer(url), list).catch((error: unknown) => error);
    expect(failed).toMatchObject({ code: "SERVER_ERROR_REPLY" });
    expect(JSON.stringify([failed, (failed as CodemodeError).message])).not.toContain("canary");
    const sent = seen.slice(from).map(({ headers }) => headers["mcp-session-id"]);
    expect(new Set(sent)).toEqual(new Set([undefined, own]));
  }
  expect(seen.filter(({ headers }) => headers.cookie !== undefined)).toEqual([]);
});
