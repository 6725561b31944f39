import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import type { ResolvedHttpServer } from "../../src/config/interpolate.ts";
import { connect, httpServer, withServer } from "./servers.ts";

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

interface Rpc {
  id?: number;
  method: string;
  params?: { protocolVersion?: string };
}

interface Serving {
  url: string;
  seen: IncomingMessage[];
}

type OnMessage = (rpc: Rpc, stream: ServerResponse, response: ServerResponse) => void;

/** HTTP with server-sent events; `endpoint` is what its first event says. */
async function serve(onMessage: OnMessage, endpoint = "/messages"): Promise<Serving> {
  const seen: IncomingMessage[] = [];
  let stream: ServerResponse | null = null;
  const server = createServer((request, response) => {
    seen.push(request);
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      if (request.method === "GET") {
        stream = response;
        response.writeHead(200, { "content-type": "text/event-stream" });
        response.write(`event: endpoint\ndata: ${endpoint}\n\n`);
        return;
      }
      const rpc = JSON.parse(Buffer.concat(chunks).toString()) as Rpc;
      if (rpc.method === "initialize") {
        const serverInfo = { name: "test", version: "1" };
        const { protocolVersion } = rpc.params ?? {};
        send(stream, rpc, { protocolVersion, capabilities: { tools: {} }, serverInfo });
        response.writeHead(202).end();
      } else if (rpc.id === undefined) response.writeHead(202).end();
      else if (stream !== null) onMessage(rpc, stream, response);
    });
  });
  servers.push(server);
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/sse`, seen };
}

function send(stream: ServerResponse | null, { id }: Rpc, result: unknown): void {
  stream?.write(`event: message\ndata: ${JSON.stringify({ jsonrpc: "2.0", id, result })}\n\n`);
}

const sse = (url: string, headers: Record<string, string> = {}): ResolvedHttpServer => ({
  ...httpServer(url, headers, { connectMs: 5_000 }),
  via: "sse",
});

test("headers go with every request", async () => {
  const { url, seen } = await serve((rpc, stream, response) => {
    response.writeHead(202).end();
    send(stream, rpc, { tools: [{ name: "x" }] });
  });
  await withServer(sse(url, { "x-key": "k-1" }), async (connection) => {
    expect(await connection.listTools()).toEqual([{ name: "x" }]);
  });
  expect(seen.map(({ method }) => method)).toEqual(["GET", "POST", "POST", "POST"]);
  expect(seen.map(({ headers }) => headers["x-key"])).toEqual(seen.map(() => "k-1"));
});

test("an address of another origin gets nothing: the headers stay with us", async () => {
  const other = await serve(() => {});
  const { url } = await serve(() => {}, `${new URL(other.url).origin}/messages`);
  await expect(connect(sse(url, { "x-key": "k-1" }))).rejects.toMatchObject({
    code: "SERVER_PROTOCOL",
    message: expect.stringContaining("origin") as string,
  });
  expect(other.seen).toEqual([]);
});

const ends: [string, { given: OnMessage; want: string }][] = [
  ["the stream ends", { given: (_rpc, stream) => stream.end(), want: "SERVER_CLOSED" }],
  ["the stream breaks off", { given: (_rpc, stream) => stream.destroy(), want: "SERVER_CLOSED" }],
  [
    "a message is too large",
    {
      given: (rpc, stream, response) => {
        response.writeHead(202).end();
        send(stream, rpc, { x: "x".repeat(11_000_000) });
      },
      want: "SERVER_MESSAGE_TOO_LARGE",
    },
  ],
  [
    "the message is refused",
    {
      given: (_rpc, _stream, response) => response.writeHead(500).end("token abc-canary-123"),
      want: "SERVER_HTTP",
    },
  ],
];

describe("a call in which", () => {
  test.each(ends)("%s fails at once", async (_name, { given, want }) => {
    const { url, seen } = await serve(given);
    process.env["TEST_SSE_SECRET"] = "abc-canary-123";
    await withServer(
      sse(url, { authorization: "Bearer ${TEST_SSE_SECRET}" }),
      async (connection) => {
        const call = connection.callTool("x", {});
        await expect(call).rejects.toMatchObject({ code: want });
        await expect(call).rejects.not.toThrow("abc-canary-123");
      },
    );
    expect(seen.filter(({ method }) => method === "GET").length).toBe(1);
  });
});

test("a stream that never names an address is waited for as long as the handshake may take", async () => {
  const { url } = await serve(() => {}, "\nevent: other\ndata:");
  const server = { ...sse(url), timeouts: { connectMs: 300, listMs: 300, callMs: 300 } };
  await expect(connect(server)).rejects.toMatchObject({ code: "SERVER_TIMEOUT" });
});

test("where credentials are wanted, that is what is said, also when SSE was a guess", async () => {
  const server = createServer((request, response) => {
    response.writeHead(request.method === "GET" ? 401 : 405).end();
  });
  servers.push(server);
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/sse`;
  await expect(connect(httpServer(url))).rejects.toMatchObject({ code: "SERVER_UNAUTHORIZED" });
});
