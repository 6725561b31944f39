import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { openCodemode } from "../../src/codemode.ts";
import { generate } from "../../src/generate.ts";
import { createProject, finished, fixtureServer, ROOT, type Project } from "../e2e/project.ts";

/** A call under way is cancelled with the server it is made to, whatever it is that ended the run. */
let project: Project;
let record: string;
/** How long the record was when the test began: one server serves several. */
let read = 0;

interface Message {
  id?: number;
  method?: string;
  params?: { name?: string; requestId?: number; arguments?: { label: string } };
}

beforeAll(async () => {
  project = createProject({});
  record = path.join(project.dir, "record.jsonl");
  const scribe = { command: process.execPath, args: [fixtureServer("scribe"), record] };
  project.write("codemode.config.json", JSON.stringify({ servers: { scribe } }));
  const report = await generate({ cwd: project.dir });
  if (!report.ok) throw new Error(JSON.stringify(report.diagnostics));
});
afterAll(() => project.remove());
beforeEach(() => {
  read = existsSync(record) ? readFileSync(record, "utf8").length : 0;
});

function messages(): Message[] {
  const lines = readFileSync(record, "utf8").slice(read).split("\n");
  // The last one may not be whole yet.
  return lines.slice(0, -1).map((line) => JSON.parse(line) as Message);
}

/** The ids of the calls of `wait` and of those the server was told are cancelled. */
function waits(): { called: number[]; cancelled: number[] } {
  const all = messages();
  return {
    called: all
      .filter(({ method, params }) => method === "tools/call" && params?.name === "wait")
      .map(({ id }) => id as number),
    cancelled: all
      .filter(({ method }) => method === "notifications/cancelled")
      .map(({ params }) => params?.requestId as number),
  };
}

const untilCalled = (count: number): Promise<void> =>
  vi.waitFor(() => expect(waits().called).toHaveLength(count), { timeout: 20_000 });

const untilCancelled = (): Promise<void> =>
  vi.waitFor(
    () => {
      const { called, cancelled } = waits();
      expect(called.length).toBeGreaterThan(0);
      expect(new Set(cancelled)).toEqual(new Set(called));
    },
    { timeout: 10_000 },
  );

const WAITING = `await Promise.all([scribe.wait({ label: "a" }), scribe.wait({ label: "b" })]);`;

describe("the server hears of it when", () => {
  test("the library's caller aborts", async () => {
    const codemode = await openCodemode({ cwd: project.dir });
    const abort = new AbortController();
    const running = codemode.exec(WAITING, { signal: abort.signal });
    await untilCalled(2);
    abort.abort();
    const { ok, diagnostics } = await running;
    expect(ok).toBe(false);
    expect(diagnostics.map(({ code }) => code)).toEqual(["RUN_ABORTED"]);
    await untilCancelled();
    await codemode.close();
  });

  test("the library is closed", async () => {
    const codemode = await openCodemode({ cwd: project.dir });
    const running = codemode.exec(WAITING);
    await untilCalled(2);
    await codemode.close();
    expect((await running).diagnostics.map(({ code }) => code)).toEqual(["RUN_ABORTED"]);
    await untilCancelled();
  });

  test("the time is up", async () => {
    const codemode = await openCodemode({ cwd: project.dir });
    // Connected by a first run, so that the second's time is the call's.
    const first = new AbortController();
    const warming = codemode.exec(WAITING, { signal: first.signal });
    await untilCalled(2);
    first.abort();
    await warming;
    await untilCancelled();
    const { diagnostics } = await codemode.exec(WAITING, { timeoutMs: 1500 });
    expect(diagnostics.map(({ code }) => code)).toEqual(["RUN_TIMEOUT"]);
    expect(waits().called).toHaveLength(4);
    await untilCancelled();
    await codemode.close();
  });

  test("the program ends without waiting", async () => {
    const codemode = await openCodemode({ cwd: project.dir });
    const { ok, diagnostics } = await codemode.exec(
      `const left = scribe.wait({ label: "left" });
       await Promise.race([left, new Promise((resolve) => setTimeout(resolve, 3000))]);
       return 1;`,
    );
    expect(ok).toBe(true);
    expect(diagnostics.map(({ code }) => code)).toContain("RUN_CALLS_UNFINISHED");
    await untilCancelled();
    await codemode.close();
  });

  const signals: NodeJS.Signals[] = ["SIGINT", "SIGTERM", "SIGHUP"];
  test.runIf(process.platform !== "win32").each(signals)("the command gets %s", async (signal) => {
    const child = project.start(["exec", "-"], { stdin: WAITING });
    const done = finished(child);
    await untilCalled(2);
    child.kill(signal);
    expect((await done).stderr).toContain(signal);
    await untilCancelled();
  });
});

describe("and when the client of serve", () => {
  const connect = async (): Promise<{ client: Client; transport: StdioClientTransport }> => {
    const transport = new StdioClientTransport({
      command: process.execPath,
      args: [path.join(ROOT, "bin", "codemode.js"), "serve"],
      cwd: project.dir,
      env: { PATH: process.env["PATH"] ?? "", HOME: project.dir },
    });
    const client = new Client({ name: "test", version: "1.0.0" });
    await client.connect(transport);
    return { client, transport };
  };

  test("cancels its request", async () => {
    const { client } = await connect();
    const abort = new AbortController();
    const args = { name: "execute", arguments: { code: WAITING } };
    const running = client
      .callTool(args, { signal: abort.signal })
      .catch((error: unknown) => error);
    await untilCalled(2);
    abort.abort();
    expect(await running).toBeInstanceOf(Error);
    await untilCancelled();
    await client.close();
  });

  test("goes away", async () => {
    const { client } = await connect();
    const running = client
      .callTool({ name: "execute", arguments: { code: WAITING } })
      .catch((error: unknown) => error);
    await untilCalled(2);
    await client.close();
    expect(await running).toBeInstanceOf(Error);
    await untilCancelled();
  });
});

test("a server that is told is not ended for it", async () => {
  const codemode = await openCodemode({ cwd: project.dir });
  for (let round = 1; round <= 2; round += 1) {
    const abort = new AbortController();
    const running = codemode.exec(WAITING, { signal: abort.signal });
    await untilCalled(2 * round);
    abort.abort();
    await running;
    await untilCancelled();
  }
  // One handshake for both.
  expect(messages().filter(({ method }) => method === "initialize")).toHaveLength(1);
  await codemode.close();
});
