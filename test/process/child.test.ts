import { describe, expect, test } from "vitest";
import { spawnChild, type ManagedChild } from "../../src/process/child.ts";
import { markProcesses, until, type ProcessMark } from "../introspect/servers.ts";

function shell(script: string, mark: ProcessMark): ManagedChild {
  return spawnChild({
    command: "/bin/sh",
    args: ["-c", script],
    env: { PATH: process.env["PATH"] ?? "", ...mark.env },
    stdio: ["ignore", "pipe", "ignore"],
  });
}

/** The child's first words: what it is to start runs by then. */
function started(child: ManagedChild): Promise<void> {
  return new Promise((resolve) => {
    child.process.stdout?.once("data", () => resolve());
  });
}

describe.skipIf(process.platform === "win32")("a child and its group", () => {
  test("are ended together", async () => {
    const mark = markProcesses();
    const child = shell("trap '' TERM; sleep 1000 & echo on; sleep 1000", mark);
    await started(child);
    expect(await child.kill()).toEqual({ code: null, signal: "SIGKILL" });
    await until(() => mark.processes().length === 0);
  });

  test("what a child leaves behind goes with it", async () => {
    const mark = markProcesses();
    const child = shell("sleep 1000 >/dev/null & echo on; exit 3", mark);
    expect(await child.exited).toEqual({ code: 3, signal: null });
    await until(() => mark.processes().length === 0);
  });

  test("can be asked to end", async () => {
    const child = shell(
      "trap 'exit 5' TERM; echo on; while :; do sleep 0.01; done",
      markProcesses(),
    );
    await started(child);
    child.signal("SIGTERM");
    expect((await child.exited).code).toBe(5);
  });

  test("ending what has ended is nothing", async () => {
    const child = shell("exit 0", markProcesses());
    await child.exited;
    child.signal("SIGTERM");
    expect(await child.kill()).toEqual({ code: 0, signal: null });
  });
});

test("a command that does not exist exits without a code, and throws nothing", async () => {
  const child = spawnChild({ command: "no-such-command-here", args: [], env: {}, stdio: "ignore" });
  expect(await child.exited).toEqual({ code: null, signal: null });
});
