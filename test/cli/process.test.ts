import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { finished, ROOT, type Project } from "../e2e/project.ts";
import { createCalculatorProject } from "./generated-project.ts";
import { gone, processesOf } from "./processes.ts";

/** The built command in a process of its own: what cannot be seen from inside one. */
let project: Project;

beforeAll(async () => {
  project = await createCalculatorProject();
});
afterAll(() => project.remove());

const waiting = `console.log("started"); await calculator.wait({ ms: 60000 });`;

const AS_NOBODY_KNOWN = "setpriv --reuid=54321 --regid=54321 --clear-groups";

/** Only root may be others, and they must be able to read this checkout. */
function mayBeOthers(): boolean {
  if (process.getuid?.() !== 0) return false;
  const file = path.join(ROOT, "bin", "codemode.js");
  return spawnSync("/bin/sh", ["-c", `${AS_NOBODY_KNOWN} cat "$0"`, file]).status === 0;
}

describe.skipIf(!existsSync("/proc/self/environ"))("signals", () => {
  const table: [NodeJS.Signals, number][] = [
    ["SIGINT", 130],
    ["SIGTERM", 143],
    ["SIGHUP", 129],
  ];
  test.each(table)("%s while a program runs: exit %i, nothing left", async (signal, want) => {
    const child = project.start(["exec", "-"], { stdin: waiting });
    const done = finished(child);
    const [chunk] = (await once(child.stdout as NonNullable<typeof child.stdout>, "data")) as [
      Buffer,
    ];
    expect(chunk.toString()).toBe("started\n");
    // HOME is the project's folder, and servers inherit it.
    expect(processesOf(`HOME=${project.dir}`).length).toBeGreaterThan(1);
    child.kill(signal);
    const { status, stderr } = await done;
    expect(status).toBe(want);
    expect(stderr).toContain(`Interrupted by ${signal}`);
    expect(await gone(`HOME=${project.dir}`)).toEqual([]);
  });

  test("--json is still one object", async () => {
    const child = project.start(["exec", "-", "--json"], {
      stdin: `await calculator.wait({ ms: 60000 });`,
    });
    const done = finished(child);
    const started = (): boolean => processesOf(`HOME=${project.dir}`).length > 1;
    while (!started()) await new Promise((resolve) => setTimeout(resolve, 20));
    child.kill("SIGINT");
    const { status, stdout } = await done;
    expect(status).toBe(130);
    expect(JSON.parse(stdout)).toMatchObject({ ok: false, diagnostics: [{ code: "CLI_ABORTED" }] });
  });
});

describe("streams", () => {
  test("a reader that goes away ends nothing and says nothing", async () => {
    const bin = path.join(ROOT, "bin", "codemode.js");
    const script = `"$0" "$1" exec - | head -n 1; echo "status $?" >&2`;
    const child = spawn("/bin/sh", ["-c", script, process.execPath, bin], {
      cwd: project.dir,
      env: { PATH: process.env["PATH"], HOME: project.dir },
    });
    child.stdin.end(`for (let i = 0; i < 2000; i += 1) console.log("line " + i);`);
    const { stdout, stderr } = await finished(child);
    expect(stdout).toBe("line 0\n");
    expect(stderr).toBe("status 0\n");
  });

  const elsewhere = (script: string): ReturnType<typeof finished> => {
    const bin = path.join(ROOT, "bin", "codemode.js");
    const child = spawn("/bin/sh", ["-c", script, process.execPath, bin], {
      cwd: project.dir,
      env: { PATH: process.env["PATH"] },
    });
    child.stdin.end(`console.log("made"); return await calculator.add({ a: 1, b: 2 });`);
    return finished(child);
  };

  test.runIf(existsSync("/dev/full"))("a full disk is no bug of ours", async () => {
    const { status, stderr } = await elsewhere(`"$0" "$1" exec - > /dev/full`);
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: expect.stringMatching(/^error CLI_OUTPUT_LOST: ENOSPC/),
    });
  });

  test.runIf(process.platform === "linux")("a folder that is gone is no bug of ours", async () => {
    const { status, stderr } = await elsewhere(
      `mkdir gone; cd gone; rmdir ../gone; "$0" "$1" exec -`,
    );
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: expect.stringMatching(/^error CLI_FOLDER_GONE: /),
    });
  });

  test.runIf(mayBeOthers())(
    "a user that the system does not know needs no home folder",
    async () => {
      const { status, stdout, stderr } = await elsewhere(
        `chmod 755 .; exec ${AS_NOBODY_KNOWN} "$0" "$1" exec -`,
      );
      expect({ status, stdout, stderr }).toEqual({
        status: 0,
        stdout: 'made\n{"sum":3}\n',
        stderr: "",
      });
    },
  );

  test("without a terminal there is no escape sequence", async () => {
    const { stderr } = await project.codemode(["exec", "no-such.ts"]);
    expect(stderr).toContain("CLI_SOURCE_UNREADABLE");
    expect(stderr).not.toContain("\u001b");
  });

  test("FORCE_COLOR colours, NO_COLOR does not", async () => {
    const forced = await project.codemode(["exec", "x.ts"], { env: { FORCE_COLOR: "1" } });
    expect(forced.stderr).toContain("\u001b[");
    const none = await project.codemode(["exec", "x.ts"], {
      env: { FORCE_COLOR: "1", NO_COLOR: "1" },
    });
    expect(none.stderr).not.toContain("\u001b[");
  });

  test("a large value reaches a pipe whole", async () => {
    const { stdout, status } = await project.codemode(["exec", "-"], {
      stdin: `return "x".repeat(900000);`,
    });
    expect(status).toBe(0);
    expect(stdout.length).toBe(900_001);
  });
});

describe("start", () => {
  // What a command does not use it must not load: each of these costs more than the command itself.
  const heavy = [
    "@modelcontextprotocol",
    "zod",
    "prettier",
    "gpt-tokenizer",
    "oxc-parser",
    "@oxc-parser",
    "workerd",
    "ws",
  ];
  const table: [string, { given: string[]; uses: string[] }][] = [
    ["--version", { given: ["--version"], uses: [] }],
    ["exec --help", { given: ["exec", "--help"], uses: [] }],
    ["check", { given: ["check", "-"], uses: ["@oxc-parser"] }],
  ];
  test.each(table)("%s loads only what it needs", async (_name, { given, uses }) => {
    const hook = path.join(ROOT, "test", "cli", "loaded-packages.mjs");
    const { stderr } = await project.node(
      ["--import", hook, path.join(ROOT, "bin", "codemode.js"), ...given],
      { stdin: "return 1;" },
    );
    const loaded = new Set(
      [...stderr.matchAll(/^loaded (.*)$/gm)].map((match) => match[1] as string),
    );
    const found = heavy.filter((name) => [...loaded].some((one) => one.startsWith(name)));
    expect(found.toSorted()).toEqual(uses.toSorted());
  });
});
