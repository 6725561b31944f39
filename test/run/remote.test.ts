import { spawn, type ChildProcess } from "node:child_process";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createRemoteSandbox } from "../../src/run/remote-sandbox.ts";
import { findWorkerd } from "../../src/run/find-workerd.ts";
import { renderWorkerdConfig } from "../../src/run/workerd-config.ts";
import { codesOf, fakeBridge, run } from "./harness.ts";

// The host worker as a Worker that somebody else runs: it listens on TCP, and we have only its URL and its secret.
// Under wrangler it is tried in test/heavy.
const TOKEN = "x".repeat(43);
let worker: ChildProcess;
let url: string;

beforeAll(async () => {
  const args = [
    "serve",
    "--binary",
    "--experimental",
    "--control-fd=3",
    "--socket-addr=main=127.0.0.1:0",
    "-",
  ];
  worker = spawn(findWorkerd().binary, args, {
    stdio: ["pipe", "ignore", "ignore", "pipe"],
    env: {},
  });
  worker.stdin?.end(renderWorkerdConfig(TOKEN, 256 * 1024 * 1024));
  const port = await new Promise((resolve) => {
    worker.stdio[3]?.once("data", (line: Buffer) => {
      resolve((JSON.parse(line.toString()) as { port: number }).port);
    });
  });
  url = `ws://127.0.0.1:${String(port)}/`;
});
afterAll(() => {
  worker.kill("SIGKILL");
});

describe("a deployed runtime", () => {
  test("runs programs one after the other and at once", async () => {
    const sandbox = createRemoteSandbox({ url, token: TOKEN });
    const code = `export default async (n) => { console.log("n", n); return (await srv.echo({ n })).n }`;
    const first = await run(sandbox, code, { input: 1 });
    expect(first).toMatchObject({ ok: true, result: 1, logs: [{ level: "log", text: "n 1" }] });
    const more = await Promise.all([2, 3, 4].map((input) => run(sandbox, code, { input })));
    expect(more.map(({ result }) => result)).toEqual([2, 3, 4]);
    await sandbox.close();
  });

  test("a program that yields is ended at the time limit, and makes no call after", async () => {
    const sandbox = createRemoteSandbox({ url, token: TOKEN });
    let calls = 0;
    const bridge = fakeBridge(() => (calls += 1));
    const outcome = await run(
      sandbox,
      `export default async () => { for (;;) { await srv.echo({}); await new Promise((r) => setTimeout(r, 5)) } }`,
      { bridge, limits: { timeoutMs: 300 } },
    );
    expect(codesOf(outcome)).toEqual(["RUN_TIMEOUT"]);
    const made = calls;
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(calls).toBe(made);
    expect((await run(sandbox, `export default 1`)).result).toBe(1);
  });

  test("the run can be cancelled", async () => {
    const abort = new AbortController();
    const bridge = fakeBridge(() => {
      abort.abort();
      return new Promise(() => {});
    });
    const sandbox = createRemoteSandbox({ url, token: TOKEN });
    const outcome = await run(sandbox, `export default () => srv.echo({})`, {
      bridge,
      signal: abort.signal,
    });
    expect(codesOf(outcome)).toEqual(["RUN_ABORTED"]);
  });

  test.each(["", "wrong", `${TOKEN}x`])("the token %j is refused", async (token) => {
    const outcome = await run(createRemoteSandbox({ url, token }), `export default 1`);
    expect(codesOf(outcome)).toEqual(["RUN_REMOTE_REFUSED"]);
  });

  test("nobody there", async () => {
    const sandbox = createRemoteSandbox({ url: "ws://127.0.0.1:9/", token: TOKEN });
    expect(codesOf(await run(sandbox, `export default 1`))).toEqual(["RUN_SANDBOX_UNAVAILABLE"]);
  });

  test("never in the clear to another machine", async () => {
    const sandbox = createRemoteSandbox({ url: "ws://192.0.2.1/", token: TOKEN });
    const outcome = await run(sandbox, `export default 1`);
    expect(codesOf(outcome)).toEqual(["RUN_REMOTE_REFUSED"]);
    expect(outcome.diagnostics[0]?.hint).toContain("wss://");
  });
});
