import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isJsonObject, type JsonObject, type JsonValue } from "../../src/json.ts";
import type { ResolvedHttpServer, ResolvedStdioServer } from "../../src/config/interpolate.ts";
import type { ServerFacts } from "../../src/introspect/connect.ts";
import { introspectServers, type IntrospectProgress } from "../../src/introspect/introspect.ts";
import {
  connect,
  fixtureServer,
  httpServer,
  markProcesses,
  nodeServer,
  realServer,
  ROOT,
  withServer,
} from "./servers.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "codemode-introspect-"));
  writeFileSync(path.join(folder, "note.md"), "# A note\n");
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const names = (tools: readonly JsonValue[]): unknown[] =>
  tools.map((tool) => (isJsonObject(tool) ? tool["name"] : tool));

/** What server-everything shows to a client that declares nothing. */
const EVERYTHING = [
  "echo",
  "get-annotated-message",
  "get-env",
  "get-resource-links",
  "get-resource-reference",
  "get-structured-content",
  "get-sum",
  "get-tiny-image",
  "gzip-file-as-resource",
  "simulate-research-query",
  "toggle-simulated-logging",
  "toggle-subscriber-updates",
  "trigger-elicitation-request",
  "trigger-long-running-operation",
  "trigger-sampling-request",
  "trigger-url-elicitation",
];

async function readEverything(): Promise<unknown> {
  const server = nodeServer([realServer("everything")], { key: "everything" });
  return (await introspectServers([server], { rootDir: ROOT, env: process.env })).catalogs;
}

describe("over stdio", () => {
  test("more servers than Node lets one signal have listeners, without a warning of it", async () => {
    const warnings: string[] = [];
    const note = (warning: Error): unknown => warnings.push(warning.message);
    process.on("warning", note);
    const servers = Array.from({ length: 12 }, (_, index) =>
      nodeServer(["--eval", ""], { key: `s${index}` }),
    );
    const { signal } = new AbortController();
    const { failures } = await introspectServers(servers, {
      rootDir: ROOT,
      env: process.env,
      signal,
    });
    process.off("warning", note);
    expect(failures).toHaveLength(12);
    expect(warnings).toEqual([]);
  });

  test("three servers at once; a fourth that fails costs them nothing", async () => {
    const mark = markProcesses();
    const { env } = mark;
    const progress: IntrospectProgress[] = [];
    const memory = { ...env, MEMORY_FILE_PATH: path.join(folder, "memory.jsonl") };
    const result = await introspectServers(
      [
        nodeServer([realServer("memory")], { key: "memory", env: memory }),
        nodeServer([fixtureServer("hostile"), "exit-at-start"], { key: "broken", env }),
        nodeServer([realServer("everything")], { key: "everything", env }),
        nodeServer([realServer("filesystem"), folder], { key: "filesystem", env }),
      ],
      { rootDir: ROOT, env: process.env, onProgress: (event) => progress.push(event) },
    );
    expect(result.catalogs.map(({ server, tools }) => [server, tools.length])).toEqual([
      ["everything", 16],
      ["filesystem", 14],
      ["memory", 9],
    ]);
    expect(names(result.catalogs[0]?.tools ?? [])).toEqual(EVERYTHING);
    expect(result.failures.map(({ server, diagnostic }) => [server, diagnostic.code])).toEqual([
      ["broken", "SERVER_EXITED"],
    ]);
    expect(result.diagnostics).toEqual([]);
    expect(progress).toContainEqual({ server: "memory", state: "done", tools: 9 });
    expect(progress).toContainEqual({ server: "broken", state: "failed" });
    expect(mark.processes()).toEqual([]);
  });

  test("a catalog is the same each time", async () => {
    expect(await readEverything()).toEqual(await readEverything());
  });

  test("calls", async () => {
    await withServer(nodeServer([realServer("filesystem"), folder]), async (connection) => {
      const result = await connection.callTool("read_text_file", {
        path: path.join(folder, "note.md"),
      });
      expect(result).toMatchObject({ structuredContent: { content: "# A note\n" } });
    });
  });
});

/** Starts a server that listens, and waits for what it says once it does. */
function listen(
  args: string[],
  env: Record<string, string>,
): Promise<{ child: ChildProcess; line: string }> {
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ...env },
    stdio: ["ignore", "ignore", "pipe"],
  });
  return new Promise((resolve, reject) => {
    child.stderr?.once("data", (chunk: Buffer) => {
      resolve({ child, line: chunk.toString().split("\n")[0] ?? "" });
    });
    child.once("exit", (code) => reject(new Error(`it exited with ${code}`)));
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" ? (address?.port ?? 0) : 0));
    });
  });
}

describe("server-everything over streamable HTTP", () => {
  let child: ChildProcess;
  let url: string;
  beforeAll(async () => {
    const port = await freePort();
    url = `http://127.0.0.1:${port}/mcp`;
    ({ child } = await listen([realServer("everything"), "streamableHttp"], {
      PORT: String(port),
    }));
  });
  afterAll(() => {
    child.kill("SIGKILL");
  });

  test("shows the same tools as over stdio", async () => {
    const { catalogs, failures } = await introspectServers([httpServer(url)], {
      rootDir: ROOT,
      env: process.env,
    });
    expect(failures).toEqual([]);
    expect(names(catalogs[0]?.tools ?? [])).toEqual(EVERYTHING);
    expect(catalogs[0]).toMatchObject({ era: "legacy", protocolVersion: "2025-11-25" });
  });

  test("calls, also many at once", async () => {
    await withServer(httpServer(url), async (connection) => {
      const calls = Array.from({ length: 20 }, (_, index) =>
        connection.callTool("echo", { message: String(index) }),
      );
      expect(await Promise.all(calls)).toEqual(
        calls.map((_, index) => ({ content: [{ type: "text", text: `Echo: ${index}` }] })),
      );
    });
  });

  test("a call that takes too long is given up, and the session lives on", async () => {
    await withServer(httpServer(url), async (connection) => {
      const slow = connection.callTool(
        "trigger-long-running-operation",
        { duration: 3_600, steps: 1 },
        { timeoutMs: 200 },
      );
      await expect(slow).rejects.toMatchObject({ code: "SERVER_TIMEOUT" });
      expect(await connection.callTool("echo", { message: "still" })).toEqual({
        content: [{ type: "text", text: "Echo: still" }],
      });
    });
  });
});

async function useModern(
  server: ResolvedStdioServer | ResolvedHttpServer,
): Promise<{ facts: ServerFacts; tools: unknown[]; sum: JsonObject }> {
  return withServer(server, async (connection) => ({
    facts: connection.facts,
    tools: names(await connection.listTools()),
    sum: await connection.callTool("add", { a: 1, b: 2 }),
  }));
}

const MODERN = {
  facts: {
    era: "modern",
    protocolVersion: "2026-07-28",
    serverInfo: { name: "modern", version: "1.0.0" },
    capabilities: { tools: { listChanged: true } },
    instructions: "Add first.",
  },
  tools: ["add", "change"],
  sum: {
    content: [{ type: "text", text: "3" }],
    structuredContent: { sum: 3 },
    _meta: { "io.modelcontextprotocol/serverInfo": { name: "modern", version: "1.0.0" } },
  },
};

describe("the 2026-07-28 specification", () => {
  test("over stdio, where it is asked for", async () => {
    const server = nodeServer([fixtureServer("modern")]);
    expect(await useModern({ ...server, protocol: "auto" })).toEqual(MODERN);
  });

  test("over stdio, the same server speaks the earlier one unless asked", async () => {
    await withServer(nodeServer([fixtureServer("modern")]), async ({ facts }) => {
      expect(facts.era).toBe("legacy");
    });
  });

  test("a legacy server that is asked for it falls back", async () => {
    const server = nodeServer([fixtureServer("calculator")]);
    await withServer({ ...server, protocol: "auto" }, async ({ facts }) => {
      expect(facts.era).toBe("legacy");
    });
  });

  test("over HTTP, also that the tools have changed", async () => {
    const { child, line } = await listen([fixtureServer("modern"), "http"], {});
    try {
      expect(await useModern(httpServer(line))).toEqual(MODERN);
      const connection = await connect(httpServer(line));
      const changed = new Promise<void>((resolve) => {
        connection.onToolsChanged(resolve);
      });
      // The subscription takes a moment; until it stands nothing is told.
      const ask = setInterval(() => {
        connection.callTool("change", {}).catch(() => {});
      }, 50);
      await changed;
      clearInterval(ask);
      await connection.close();
    } finally {
      child.kill("SIGKILL");
    }
  });
});
