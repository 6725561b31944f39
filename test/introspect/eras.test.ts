import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ResolvedServer } from "../../src/config/interpolate.ts";
import { connectServer, type ServerConnection } from "../../src/introspect/connect.ts";
import type { Remembered } from "../../src/introspect/ways.ts";
import { listen, settle, type Listening } from "./listening.ts";
import { fixtureServer, httpServer, markProcesses, nodeServer, ROOT, until } from "./servers.ts";

const LEGACY: Remembered = { era: "legacy", protocolVersion: "2025-11-25", sse: false };
const MODERN: Remembered = { era: "modern", protocolVersion: "2026-07-28", sse: false };

/** A server over stdio that tells the methods it is asked on stderr, and does with the first request as it is told. */
const TELLS = `
  const { createInterface } = require("node:readline");
  const send = (message) => console.log(JSON.stringify({ jsonrpc: "2.0", ...message }));
  console.error("started");
  createInterface({ input: process.stdin }).on("line", (line) => {
    const { id, method, params } = JSON.parse(line);
    console.error(method);
    if (method === "initialize") {
      const serverInfo = { name: "tells", version: "1" };
      send({ id, result: { protocolVersion: params.protocolVersion, capabilities: { tools: {} }, serverInfo } });
    } else if (method === "server/discover") {
      if (process.env.ON_QUESTION === "exit") process.exit(3);
      if (process.env.ON_QUESTION !== "silence") send({ id, error: { code: -32601, message: "What?" } });
    } else if (id !== undefined) send({ id, result: { tools: [] } });
  });
`;

interface Met {
  connection: ServerConnection;
  /** What the server told on stderr. */
  log: string[];
}

async function meet<T>(
  server: ResolvedServer,
  remembered: Remembered | null,
  act: (met: Met) => Promise<T> | T,
): Promise<T> {
  const log: string[] = [];
  const connection = await connectServer(server, {
    rootDir: ROOT,
    env: process.env,
    remembered,
    onLog: (line) => log.push(line),
  });
  try {
    return await act({ connection, log });
  } finally {
    await connection.close();
  }
}

describe("stdio", () => {
  const tells = (onQuestion: string, protocol: ResolvedServer["protocol"], connectMs = 10_000) => ({
    ...nodeServer(["-e", TELLS], { env: { ON_QUESTION: onQuestion }, timeouts: { connectMs } }),
    protocol,
  });

  test("speaks legacy unless configured otherwise: no question, one process", async () => {
    await meet(tells("exit", "legacy"), null, async ({ connection, log }) => {
      await connection.listTools();
      const want = ["started", "initialize", "notifications/initialized", "tools/list"];
      await until(() => log.length >= want.length);
      expect(log).toEqual(want);
    });
  });

  test.each(["exit", "error", "silence"])(
    "auto, and a server that answers the question with %s: a fresh process is asked for the earlier one",
    async (onQuestion) => {
      const connectMs = onQuestion === "silence" ? 1_500 : 10_000;
      await meet(tells(onQuestion, "auto", connectMs), null, async ({ connection, log }) => {
        expect(connection.facts.era).toBe("legacy");
        await until(() => log.length >= 4);
        expect(log.slice(0, 4)).toEqual(["started", "server/discover", "started", "initialize"]);
        expect(connection.diagnostics).toEqual([]);
      });
    },
  );

  test("nothing of the question is left, whatever becomes of it", async () => {
    const mark = markProcesses();
    const env = { ...mark.env, ON_QUESTION: "silence" };
    const server = nodeServer(["-e", TELLS], { env, timeouts: { connectMs: 1_500 } });
    await meet({ ...server, protocol: "auto" }, null, () => {
      expect(mark.processes().length).toBe(1);
    });
    expect(mark.processes()).toEqual([]);
    const never = { ...nodeServer(["-e", "setInterval(() => {}, 1000)"], { env: mark.env }) };
    const given = { ...never, timeouts: { ...never.timeouts, connectMs: 600 } };
    await expect(meet({ ...given, protocol: "auto" }, null, () => {})).rejects.toMatchObject({
      code: "SERVER_TIMEOUT",
    });
    expect(mark.processes()).toEqual([]);
  });

  test("a remembered era is not asked for", async () => {
    await meet(tells("exit", "auto"), LEGACY, async ({ log }) => {
      await until(() => log.length >= 2);
      expect(log.slice(0, 2)).toEqual(["started", "initialize"]);
    });
  });

  test("what is remembered goes before the configuration: a run meets what was generated", async () => {
    const modern = nodeServer([fixtureServer("modern")]);
    await meet(modern, MODERN, ({ connection }) => {
      expect(connection.facts.protocolVersion).toBe("2026-07-28");
    });
  });

  test("a server that no longer speaks the remembered era is asked anew, once, and it is told", async () => {
    await meet(tells("error", "legacy"), MODERN, async ({ connection, log }) => {
      await until(() => log.length >= 4);
      expect(log.slice(0, 4)).toEqual(["started", "server/discover", "started", "initialize"]);
      expect(connection.facts.era).toBe("legacy");
      expect(connection.diagnostics).toMatchObject([
        { code: "SERVER_ERA_CHANGED", location: { server: "server" } },
      ]);
    });
  });

  test("2026-07-28 alone: a server of an earlier one is refused", async () => {
    await expect(meet(tells("error", "2026-07-28"), null, () => {})).rejects.toMatchObject({
      code: "SERVER_PROTOCOL",
      message: expect.stringContaining("2026-07-28") as string,
    });
  });

  test("a server that ends while it is greeted as remembered is not started again", async () => {
    const log: string[] = [];
    const connecting = connectServer(
      { ...nodeServer(["-e", "console.error('started'); process.exit(1)"]), protocol: "auto" },
      { rootDir: ROOT, env: process.env, remembered: LEGACY, onLog: (line) => log.push(line) },
    );
    await expect(connecting).rejects.toMatchObject({ code: "SERVER_EXITED" });
    expect(log).toEqual(["started"]);
  });
});

describe("HTTP", () => {
  let sse: Listening;
  let streamable: Listening;
  beforeAll(async () => {
    [sse, streamable] = await Promise.all([
      listen("legacy-http", "sse"),
      listen("legacy-http", "streamable"),
    ]);
  });
  afterAll(() => Promise.all([sse.stop(), streamable.stop()]));

  /** The requests until the server was met. */
  const requestsOf = async (
    listening: Listening,
    server: ResolvedServer,
    remembered: Remembered | null,
    act: (met: Met) => Promise<void> | void,
  ): Promise<string[]> => {
    await settle();
    const from = listening.requests.length;
    let until = from;
    await meet(server, remembered, async (met) => {
      await met.connection.callTool("add", { a: 1, b: 2 });
      await settle();
      until = listening.requests.length;
      await act(met);
    });
    return listening.requests.slice(from, until);
  };

  test("a server that knows nothing of streamable HTTP is reached over SSE", async () => {
    const requests = await requestsOf(sse, httpServer(sse.url), null, ({ connection }) => {
      expect(connection.facts).toMatchObject({
        era: "legacy",
        transport: "sse",
        serverInfo: { name: "legacy-http" },
      });
      expect(connection.diagnostics).toEqual([]);
    });
    expect(requests.slice(0, 3)).toEqual(["POST /mcp", "POST /mcp", "GET /mcp"]);
  });

  test("and when that is remembered or configured, at once", async () => {
    const remembered = { ...LEGACY, sse: true };
    const again = await requestsOf(sse, httpServer(sse.url), remembered, () => {});
    expect(again[0]).toBe("GET /mcp");
    const configured = { ...httpServer(sse.url), via: "sse" } as const;
    expect((await requestsOf(sse, configured, null, () => {}))[0]).toBe("GET /mcp");
  });

  test("streamable HTTP alone is not followed by SSE", async () => {
    const server = { ...httpServer(sse.url), via: "http" } as const;
    await expect(meet(server, null, () => {})).rejects.toMatchObject({ code: "SERVER_HTTP" });
    await settle();
    expect(sse.requests.at(-1)).toBe("POST /mcp");
  });

  test("a server that has moved on from SSE is asked anew", async () => {
    const remembered = { ...LEGACY, sse: true };
    await meet(httpServer(streamable.url), remembered, ({ connection }) => {
      expect(connection.facts.transport).toBeUndefined();
      expect(connection.diagnostics).toMatchObject([{ code: "SERVER_ERA_CHANGED" }]);
    });
  });

  test("a known era costs no question", async () => {
    const count = async (remembered: Remembered | null): Promise<number> =>
      (await requestsOf(streamable, httpServer(streamable.url), remembered, () => {})).filter(
        (request) => request.startsWith("POST"),
      ).length;
    const asked = await count(null);
    expect(await count(LEGACY)).toBe(asked - 1);
  });
});
