import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { DEFAULT_TIMEOUTS, lockSource, type ServerTemplate } from "../../src/config/template.ts";
import { createConnections } from "../../src/run/connections.ts";
import { createInProcess, type InProcess } from "../../src/run/in-process.ts";
import type { ToolReply } from "../../src/run/types.ts";
import { listen, settle, type Listening } from "../introspect/listening.ts";
import { until } from "../introspect/servers.ts";
import { configOf, createStage, fixture, stdio, type Stage } from "./harness.ts";

let stage: Stage;
let bridge: InProcess;
let folder: string;
let listening: Listening | null;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "codemode-reconnect-"));
  listening = null;
});
afterEach(async () => {
  bridge.close();
  await stage.close();
  await listening?.stop();
  rmSync(folder, { recursive: true });
});

async function open(server: ServerTemplate): Promise<void> {
  stage = await createStage([server]);
  bridge = createInProcess(stage);
}

const call = (tool: string, input = {}): Promise<ToolReply> =>
  bridge.call({ server: "it", tool, input, raw: false });

describe("a server that dies in the middle of a call", () => {
  const calls = (): string[] => readFileSync(path.join(folder, "calls"), "utf8").split("\n");
  const dies = (...args: string[]): ServerTemplate =>
    stdio("it", [fixture("dies"), path.join(folder, "calls"), ...args]);

  test.each(["idempotent", "reads"])(
    "a tool that is declared %s is called once more, of a new process",
    async (tool) => {
      await open(dies());
      expect(await call(tool)).toMatchObject({ ok: true });
      expect(calls()).toEqual([tool, tool, ""]);
    },
  );

  test("any other is not: nobody knows what it has done", async () => {
    await open(dies());
    expect(await call("plain")).toMatchObject({ ok: false, error: { code: "SERVER_EXITED" } });
    expect(calls()).toEqual(["plain", ""]);
    expect(await call("plain")).toMatchObject({ ok: true });
  });

  test("nor is a tool that is another one by then", async () => {
    await open(dies("other"));
    expect(await call("reads")).toMatchObject({ ok: false, error: { code: "RUN_DRIFT" } });
    expect(calls()).toEqual(["reads", ""]);
  });
});

describe("a server that dies while something is read, and comes up with other lists", () => {
  const shelf = (): ServerTemplate =>
    stdio("it", [fixture("shelf")], { DIES_ONCE: path.join(folder, "died") });

  test.each([
    ["a resource", "read_note", {}],
    ["a prompt", "prompt_greet", { name: "Ada" }],
  ])("%s that is another one by then is not asked for again", async (_, tool, input) => {
    await open(shelf());
    expect(await call(tool, input)).toMatchObject({ ok: false, error: { code: "RUN_DRIFT" } });
  });

  test.each([
    ["a resource", "read_photo", {}],
    ["a template", "read_item", { id: 7 }],
  ])("%s that is the same is", async (_, tool, input) => {
    await open(shelf());
    expect(await call(tool, input)).toMatchObject({ ok: true });
  });
});

test("a server that ends between calls is started again for the next", async () => {
  await open(stdio("it", [fixture("dies"), path.join(folder, "calls")]));
  const first = await call("quit");
  expect(first).toMatchObject({ ok: true });
  const pid = Number(/\d+/.exec(JSON.stringify(first))?.[0]);
  await until(() => !isAlive(pid));
  // Its exit is told to us a moment after it is seen.
  await new Promise((resolve) => {
    setTimeout(resolve, 50);
  });
  expect(await call("quit")).toMatchObject({ ok: true });
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

describe("over HTTP", () => {
  const http = async (mode: "sse" | "streamable"): Promise<void> => {
    listening = await listen("legacy-http", mode);
    await open({
      key: "it",
      transport: "http",
      url: listening.url,
      headers: {},
      timeouts: { ...DEFAULT_TIMEOUTS },
      protocol: "legacy",
    });
  };

  test("a session that has ended is opened anew, and the call is made: it was not executed", async () => {
    await http("streamable");
    expect(await call("count")).toEqual({ ok: true, value: "1" });
    expect(await call("expire")).toEqual({ ok: true, value: "expired" });
    expect(await call("count")).toEqual({ ok: true, value: "2" });
  });

  test("a call that was answered is not made again, though the answer speaks of some session", async () => {
    await http("streamable");
    expect(await call("pay")).toMatchObject({
      ok: false,
      error: { code: "RUN_TOOL_ERROR", message: expect.stringContaining("Paid, but") },
    });
    expect(await call("paid")).toEqual({ ok: true, value: "1" });
  });

  test("so do many calls at once, in one new session", async () => {
    await http("streamable");
    await call("expire");
    await settle();
    const from = listening?.requests.length ?? 0;
    const replies = await Promise.all(Array.from({ length: 8 }, () => call("count")));
    expect(replies.map(({ ok }) => ok)).toEqual(replies.map(() => true));
    await settle();
    const opened = listening?.requests.slice(from).filter((line) => line.startsWith("GET"));
    expect(opened?.length).toBe(1);
  });

  test("a session over SSE likewise", async () => {
    await http("sse");
    expect(await call("expire")).toEqual({ ok: true, value: "expired" });
    expect(await call("count")).toEqual({ ok: true, value: "1" });
  });

  test("a stream that is cut off is resumed where it was, not asked again", async () => {
    await http("streamable");
    await settle();
    const from = listening?.requests.length ?? 0;
    expect(await call("resume")).toEqual({ ok: true, value: "resumed" });
    await settle();
    const posts = listening?.requests.slice(from).filter((line) => line.startsWith("POST"));
    // The handshake, the list of tools, the call.
    expect(posts?.length).toBe(4);
  });
});

test("a server is reached as remembered; one that has changed since is told of", async () => {
  const server = stdio("it", [fixture("echo")]);
  await open(server);
  expect(stage.connections.notices("it")).toEqual([]);
  const [known] = stage.sdk.lock.servers;
  const source = lockSource(server);
  const modern = { era: "modern", protocolVersion: "2026-07-28", source } as const;
  const connections = createConnections({
    config: configOf([server]),
    env: process.env,
    lock: { ...stage.sdk.lock, servers: known === undefined ? [] : [{ ...known, ...modern }] },
  });
  await connections.listTools("it");
  expect(connections.notices("it")).toMatchObject([{ code: "SERVER_ERA_CHANGED" }]);
  await connections.close();
});
