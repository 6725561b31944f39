import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { createLocalSandbox } from "../../src/run/local-sandbox.ts";
import { findWorkerd } from "../../src/run/find-workerd.ts";
import { fakeBridge, run } from "./harness.ts";
import { descendantsOf, isRunning, nameOf } from "./processes.ts";

let temporary: string;
let before: string | undefined;
beforeAll(() => {
  temporary = mkdtempSync(path.join(tmpdir(), "codemode-test-"));
  before = process.env["TMPDIR"];
  process.env["TMPDIR"] = temporary;
});
afterAll(() => {
  if (before === undefined) delete process.env["TMPDIR"];
  else process.env["TMPDIR"] = before;
  rmSync(temporary, { recursive: true, force: true });
});

const sandboxes = (): number[] =>
  descendantsOf(process.pid).filter((pid) => nameOf(pid) === "workerd");

describe.runIf(process.platform === "linux")("nothing is left", () => {
  const endings: [string, { code: string; limits?: { timeoutMs: number } }][] = [
    ["a result", { code: `export default 1` }],
    ["an exception", { code: `export default () => { throw 1 }` }],
    ["the time limit", { code: `export default () => { for (;;); }`, limits: { timeoutMs: 200 } }],
    [
      "a crash",
      {
        code: `const a = []; export default () => { for (;;) a.push(new Array(1e5).fill(a.length)) }`,
      },
    ],
  ];
  test.each(endings)("after %s", async (_name, { code, limits }) => {
    const sandbox = createLocalSandbox();
    await run(sandbox, code, limits === undefined ? {} : { limits });
    expect(readdirSync(temporary)).toEqual([]);
    await sandbox.close();
    expect(sandboxes()).toEqual([]);
  });

  test("of what was kept, once closed; and nothing is started after", async () => {
    const sandbox = createLocalSandbox();
    await run(sandbox, `export default 1`);
    expect(sandboxes()).toHaveLength(1);
    await sandbox.close();
    sandbox.warm();
    expect(sandboxes()).toEqual([]);
    const outcome = await run(sandbox, `export default 1`);
    expect(outcome.ok).toBe(false);
    expect(sandboxes()).toEqual([]);
    expect(readdirSync(temporary)).toEqual([]);
  });

  test("while a program runs, nobody else can reach it: its socket is gone", async () => {
    const sandbox = createLocalSandbox();
    let files: string[] = ["not looked at"];
    const bridge = fakeBridge(() => {
      files = readdirSync(temporary, { recursive: true, encoding: "utf8" });
      return null;
    });
    await run(sandbox, `export default async () => srv.echo({})`, { bridge });
    expect(files).toEqual([]);
    await sandbox.close();
  });

  const signals: NodeJS.Signals[] = ["SIGKILL", "SIGTERM", "SIGINT"];
  test.each(signals)("when we are ended by %s in the middle of an endless loop", async (signal) => {
    const child = spawn(process.execPath, [path.join(import.meta.dirname, "child/endless.mjs")], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const pids = JSON.parse(await firstLine(child)) as number[];
    expect(pids.map(nameOf)).toContain("workerd");
    child.kill(signal);
    await vi.waitFor(() => expect(pids.filter(isRunning)).toEqual([]), { timeout: 5000 });
    await vi.waitFor(() => expect(readdirSync(temporary)).toEqual([]), { timeout: 5000 });
  });
});

test("the binary is there, new enough and not a script", () => {
  const { binary, version } = findWorkerd();
  expect(path.basename(binary)).toMatch(/^workerd(?:\.exe)?$/);
  expect(version).toMatch(/^1\.\d{8}\.\d+$/);
});

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = "";
    child.stdout?.on("data", (chunk: Buffer) => {
      text += chunk.toString();
      if (text.includes("\n")) resolve(text.slice(0, text.indexOf("\n")));
    });
    child.on("exit", () => reject(new Error(`it ended first: ${text}`)));
  });
}
