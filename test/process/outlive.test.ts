import { spawn, type ChildProcess } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { markProcesses, until } from "../introspect/servers.ts";

let folder: string;
let parent: ChildProcess | undefined;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "codemode-outlive-"));
  writeFileSync(path.join(folder, "secret"), "x");
});
afterEach(() => {
  parent?.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});

/** Starts `parent.mjs` and waits until everything it is to start runs. */
async function startParent(scene: string, mode: string, env: object): Promise<ChildProcess> {
  const child = spawn(
    process.execPath,
    [path.join(import.meta.dirname, "parent.mjs"), scene, folder, mode],
    {
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "pipe", "ipc"],
    },
  );
  let errors = "";
  child.stderr?.on("data", (chunk: Buffer) => (errors += chunk.toString()));
  await new Promise<void>((resolve, reject) => {
    child.stdout?.once("data", () => resolve());
    child.once("exit", () => reject(new Error(errors)));
  });
  return child;
}

type End = NodeJS.Signals | "exit" | "throw";

const endings: [string, { scene: string; mode?: string; end: End; processes: number }][] = [
  ["SIGKILL", { scene: "group", end: "SIGKILL", processes: 4 }],
  ["SIGTERM", { scene: "group", end: "SIGTERM", processes: 4 }],
  ["SIGINT", { scene: "group", end: "SIGINT", processes: 4 }],
  ["process.exit", { scene: "group", end: "exit", processes: 4 }],
  ["an uncaught error", { scene: "group", end: "throw", processes: 4 }],
  [
    "SIGKILL after the reaper's own",
    { scene: "group-without-reaper", end: "SIGKILL", processes: 4 },
  ],
  ["SIGKILL when the reaper was told late", { scene: "told-late", end: "SIGKILL", processes: 4 }],
  [
    "SIGKILL with a server that ignores the end of its input and SIGTERM",
    { scene: "connected", mode: "stays", end: "SIGKILL", processes: 3 },
  ],
  [
    "SIGKILL while a server is still being connected",
    { scene: "connecting", mode: "never-initialize", end: "SIGKILL", processes: 2 },
  ],
];

describe.skipIf(process.platform !== "linux")("nothing outlives us", () => {
  test.each(endings)("%s", async (_name, { scene, mode = "", end, processes }) => {
    const mark = markProcesses();
    parent = await startParent(scene, mode, mark.env);
    await until(() => mark.processes().length === processes);
    if (end === "exit" || end === "throw") parent.send(end);
    else parent.kill(end);
    await until(() => mark.processes().length === 0);
    const watchesFolder = scene.startsWith("group");
    await until(() => !watchesFolder || !existsSync(folder));
    expect(mark.processes()).toEqual([]);
  });
});
