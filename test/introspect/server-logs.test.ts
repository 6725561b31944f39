import { describe, expect, test } from "vitest";
import type { ResolvedServer } from "../../src/config/interpolate.ts";
import { connectServer } from "../../src/introspect/connect.ts";
import { listen } from "./listening.ts";
import { fixtureServer, httpServer, nodeServer, ROOT, until } from "./servers.ts";

/** The lines that are shown while a tool is called. */
async function linesOf(server: ResolvedServer, tool: string, want: number): Promise<string[]> {
  const lines: string[] = [];
  const connection = await connectServer(server, {
    rootDir: ROOT,
    env: process.env,
    onLog: (line) => lines.push(line),
  });
  await connection.callTool(tool, {});
  await until(() => lines.length >= want);
  await connection.close();
  return lines;
}

describe("what a server says while it works is shown", () => {
  test("by a server of 2026-07-28, with the progress of the call", async () => {
    const listening = await listen("routed", "http");
    try {
      expect(await linesOf(httpServer(listening.url), "work", 2)).toEqual([
        `[info] {"step":1}`,
        "[work] 1/2 half way",
      ]);
    } finally {
      await listening.stop();
    }
  });

  test("by one before it, made safe to show", async () => {
    const listening = await listen("legacy-http", "streamable");
    try {
      expect(await linesOf(httpServer(listening.url), "log", 1)).toEqual([
        "[info adder] log \\u{1b}[31m of the server",
      ]);
    } finally {
      await listening.stop();
    }
  });

  test("over stdio, without values that it was given", async () => {
    process.env["TEST_LOG_SECRET"] = "canary-81bb02";
    const server = nodeServer([fixtureServer("chatty")], {
      env: { TOKEN: "${TEST_LOG_SECRET}" },
    });
    const lines = await linesOf(server, "talk", 4);
    expect(lines).toEqual([
      "level: info",
      "[info] the token is ${TEST_LOG_SECRET}",
      "[talk] 1 on it with ${TEST_LOG_SECRET}",
      "stderr has ${TEST_LOG_SECRET}",
    ]);
  });
});

test("a server that has no logs is not asked for them, and nobody asks for progress unheard", async () => {
  const server = nodeServer([fixtureServer("chatty"), "mute"]);
  const connection = await connectServer(server, { rootDir: ROOT, env: process.env });
  const { content } = await connection.callTool("talk", {});
  await connection.close();
  expect(content).toMatchObject([{ text: `{"level":null,"meta":null}` }]);
});
