import { execFileSync } from "node:child_process";
import { mkdirSync, symlinkSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findPrograms } from "../../src/cli/find-programs.ts";
import type { Project } from "../e2e/project.ts";
import { createCalculatorProject } from "./generated-project.ts";
import { runInProcess, type CliOutcome, type HarnessOptions } from "./harness.ts";

const RIGHT = `return (await calculator.add({ a: 1, b: 2 })).sum;\n`;
const WRONG = `const a = 1;\nreturn (await calculator.add({ a, c: 2 })).sum;\n`;

let project: Project;

beforeAll(async () => {
  project = await createCalculatorProject();
  for (const name of ["a.ts", "b/c.ts", "b/d/e.mts", "f.js", "B.ts"]) {
    project.write(`programs/${name}`, RIGHT);
  }
  project.write("programs/types.d.ts", "export {};\n");
  project.write("programs/notes.md", "# no program\n");
  project.write("programs/[odd].ts", RIGHT);
  project.write("programs/.hidden/x.ts", WRONG);
  project.write("programs/node_modules/x/x.ts", WRONG);
  project.write("mixed/right.ts", RIGHT);
  project.write("mixed/wrong.ts", WRONG);
  symlinkSync("..", path.join(project.dir, "programs/b/up"), "dir");
  mkdirSync(path.join(project.dir, "empty"));
  if (process.platform === "win32") return;
  // Whoever opens one of these waits for ever, and cannot be ended.
  execFileSync("mkfifo", [path.join(project.dir, "programs/pipe.ts")]);
  symlinkSync("../pipe.ts", path.join(project.dir, "programs/b/pipe.ts"));
  // What is elsewhere on the machine is no part of the folder.
  project.write(".elsewhere/secret.ts", WRONG);
  symlinkSync("../.elsewhere/secret.ts", path.join(project.dir, "programs/linked.ts"));
  project.write(".named/a\n::error::b\u001b[31m.ts", WRONG);
});
afterAll(() => project.remove());

function cli(argv: string[], options: HarnessOptions = {}): Promise<CliOutcome> {
  return runInProcess(argv, { cwd: project.dir, ...options });
}

const ALL = ["B.ts", "[odd].ts", "a.ts", "b/c.ts", "b/d/e.mts", "f.js"];

test.skipIf(process.platform === "win32")("a named pipe is not waited for", async () => {
  const { exitCode, stderr } = await cli(["check", "programs/pipe.ts"]);
  expect(exitCode).not.toBe(0);
  expect(stderr).toContain("Cannot read programs/pipe.ts: it is a named pipe.");
});

describe("which files are meant", () => {
  const FOUND: [name: string, given: string[], want: string[]][] = [
    ["a file", ["programs/a.ts"], ["programs/a.ts"]],
    ["standard input", ["-"], ["-"]],
    ["a glob", ["programs/*.ts"], ["programs/B.ts", "programs/[odd].ts", "programs/a.ts"]],
    ["a glob of every depth", ["programs/**/c.ts"], ["programs/b/c.ts"]],
    ["a glob with braces", ["{programs,mixed}/[ar]*.ts"], ["mixed/right.ts", "programs/a.ts"]],
    ["a folder, with everything below", ["programs"], ALL.map((name) => `programs/${name}`)],
    [
      "a folder with a slash and dots",
      ["./programs/b/"],
      ["./programs/b/c.ts", "./programs/b/d/e.mts"],
    ],
    ["a name that looks like a glob", ["programs/[odd].ts"], ["programs/[odd].ts"]],
    [
      "several, each file once, in their order",
      ["mixed/wrong.ts", "programs/a.ts", "mixed/*.ts", "./programs/a.ts"],
      ["mixed/wrong.ts", "programs/a.ts", "mixed/right.ts"],
    ],
    ["no such file: whoever reads it says so", ["no-such.ts"], ["no-such.ts"]],
    [
      "a generated SDK is no program",
      ["mixed", "codemode/../mixed"],
      ["mixed/right.ts", "mixed/wrong.ts"],
    ],
  ];
  test.each(FOUND)("%s", async (_name, given, want) => {
    expect(await findPrograms(project.dir, given)).toEqual(want);
  });

  test("an absolute glob", async () => {
    const found = await findPrograms("/", [`${project.dir}/mixed/*.ts`]);
    expect(found).toEqual([`${project.dir}/mixed/right.ts`, `${project.dir}/mixed/wrong.ts`]);
  });

  test("everything here: not the SDK, not packages", async () => {
    const found = await findPrograms(project.dir, ["."]);
    expect(found).toEqual([
      "mixed/right.ts",
      "mixed/wrong.ts",
      ...ALL.map((name) => `programs/${name}`),
      "programs/linked.ts",
    ]);
  });

  test.each([
    ["no-such/**/*.ts", "matches no file"],
    ["programs/*.py", "matches no file"],
    ["empty", "has no programs"],
    ["codemode", "has no programs"],
    ["programs/*a*b*c*d.ts", "has too many `*`"],
    ["**/a/**/b/**/c/**/*.ts", "has too many `*`"],
  ])("%s: an error, exit 2", async (given, want) => {
    const { exitCode, stdout, stderr } = await cli(["check", "programs/a.ts", given]);
    expect([exitCode, stdout]).toEqual([2, ""]);
    expect(stderr).toContain("CLI_NO_PROGRAMS");
    expect(stderr).toContain(`\`${given}\` ${want}.`);
  });
});

describe("what is said of them", () => {
  test("all pass: a line, exit 0", async () => {
    const { exitCode, stdout, stderr } = await cli(["check", "programs/**/*.ts", "programs/f.js"]);
    expect([exitCode, stdout, stderr]).toEqual([0, "", "5 programs: 5 passed.\n"]);
  });

  test("some do not: each with its name, exit 1", async () => {
    const { exitCode, stdout, stderr } = await cli(["check", "mixed"]);
    expect([exitCode, stdout]).toEqual([1, ""]);
    expect(stderr).toContain("mixed/wrong.ts: The program was refused: 1 error.");
    expect(stderr).toContain("2| return (await");
    expect(stderr).toMatch(/2 programs: 1 passed, 1 refused\.\n$/);
  });

  test("one that cannot be read does not stop the others, exit 2", async () => {
    const { exitCode, stderr } = await cli([
      "check",
      "no-such.ts",
      "mixed/wrong.ts",
      "mixed/right.ts",
    ]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain("CLI_SOURCE_UNREADABLE no-such.ts:1:1: Cannot read no-such.ts");
    expect(stderr).toContain("mixed/wrong.ts: The program was refused");
    expect(stderr).toMatch(/3 programs: 1 passed, 1 refused, 1 could not be read\.\n$/);
  });

  test("--quiet: only what is wrong", async () => {
    const { stderr } = await cli(["check", "programs", "--quiet"]);
    expect(stderr).toBe("");
  });

  test("--json: one entry a file, in their order", async () => {
    const { exitCode, stdout, stderr } = await cli([
      "check",
      "mixed/wrong.ts",
      "no-such.ts",
      "mixed/right.ts",
      "--json",
    ]);
    expect([exitCode, stderr]).toEqual([2, ""]);
    const report = JSON.parse(stdout) as Record<string, unknown>;
    expect(report).toMatchObject({
      schemaVersion: 1,
      ok: false,
      effects: [{ server: "calculator", tool: "add" }],
      files: [
        {
          file: "mixed/wrong.ts",
          ok: false,
          effects: [{ tool: "add" }],
          diagnostics: [{ location: { file: "mixed/wrong.ts", line: 2 } }],
        },
        { file: "no-such.ts", ok: false, diagnostics: [{ code: "CLI_SOURCE_UNREADABLE" }] },
        { file: "mixed/right.ts", ok: true, diagnostics: [], escapes: [] },
      ],
    });
    expect(report["diagnostics"]).toHaveLength(2);
  });

  test("--format github: the file's own path, also from elsewhere", async () => {
    const here = await cli(["check", "mixed", "--format", "github"]);
    expect(here.stdout).toMatch(/^::error file=mixed\/wrong\.ts,line=2,col=\d+,title=CHECK_/);
    expect(here.stdout.trimEnd().split("\n")).toHaveLength(1);
    const above = await cli(
      ["check", "mixed", "--format", "github", "-C", path.basename(project.dir)],
      { cwd: path.dirname(project.dir) },
    );
    expect(above.stdout).toContain(`file=${path.basename(project.dir)}/mixed/wrong.ts,`);
  });

  test.runIf(process.platform !== "win32")("no name of a file begins a line", async () => {
    const text = await cli(["check", ".named", "mixed", "--verbose"]);
    expect(text.stderr).toContain("a\\u{a}::error::b\\u{1b}[31m.ts");
    expect(text.stderr).not.toMatch(/^::/m);
  });

  test.runIf(process.platform === "linux")("a device has no end", async () => {
    const { exitCode, stderr } = await cli(["check", "/dev/zero"]);
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining("it is longer than")]);
  });

  test("--effects: all of them together, with whose each tool is", async () => {
    const { stdout } = await cli(["check", "programs/[aB]*.ts", "programs/b", "--effects"]);
    expect(stdout).toBe(`4 programs can reach 1 tool of 1 server.
read-only:
  calculator.add  open world, by programs/B.ts, programs/a.ts, programs/b/c.ts and 1 more
`);
  });

  test("a policy holds for each", async () => {
    const { exitCode, stderr } = await cli(["check", "programs", "--deny", "calculator.add"]);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/6 programs: 0 passed, 6 refused\.\n$/);
  });
});

describe("a refusal at a terminal", () => {
  const MARKED = "2 | return (await calculator.add({ a, c: 2 })).sum;\n";

  test("marks the place in its line, in colours", async () => {
    const { stderr } = await cli(["check", "mixed/wrong.ts"], { isTTY: true });
    expect(stderr).toContain("\u001b[");
    expect(stderr).toContain("mixed/wrong.ts:2:");
  });

  test("without colours when they are not wanted", async () => {
    const env = { NO_COLOR: "1" };
    const { stderr } = await cli(["check", "mixed/wrong.ts"], { isTTY: true, env });
    expect(stderr).not.toContain("\u001b[");
    expect(stderr).toContain(`  ${MARKED}    | `);
  });

  test("elsewhere it is the plain text that models read, unless colours are forced", async () => {
    const plain = await cli(["check", "mixed/wrong.ts"]);
    expect(plain.stderr).toContain("2| return");
    expect(plain.stderr).not.toContain("^");
    const forced = await cli(["check", "mixed/wrong.ts"], { env: { FORCE_COLOR: "1" } });
    expect(forced.stderr).toContain("\u001b[");
  });
});
