import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createProject, fixtureServer, type Project } from "../e2e/project.ts";
import { createCalculatorProject } from "./generated-project.ts";
import { runInProcess, type CliOutcome, type HarnessOptions } from "./harness.ts";

let project: Project;

beforeAll(async () => {
  project = await createCalculatorProject();
});
afterAll(() => project.remove());

function cli(argv: string[], options: HarnessOptions = {}): Promise<CliOutcome> {
  return runInProcess(argv, { cwd: project.dir, ...options });
}

function exec(source: string, ...argv: string[]): Promise<CliOutcome> {
  return cli(["exec", "-", ...argv], { stdin: source });
}

describe("generate", () => {
  test("says what it made, on stderr only", async () => {
    const { exitCode, stdout, stderr } = await cli(["generate", "--offline"]);
    expect(exitCode).toBe(0);
    expect(stdout).toBe("");
    expect(stderr).toMatch(/calculator: \d+ tools, from its catalog/);
    expect(stderr).toContain("codemode/ version 1.0.0: up to date.");
  });

  test("--json: one object", async () => {
    const { exitCode, stdout, stderr } = await cli(["generate", "--offline", "--json"]);
    expect(exitCode).toBe(0);
    expect(stderr).toBe("");
    expect(JSON.parse(stdout)).toMatchObject({
      schemaVersion: 1,
      ok: true,
      version: "1.0.0",
      changes: [],
      servers: [{ key: "calculator", state: "committed" }],
      wrote: false,
    });
  });

  test("--verbose shows what servers say, each line with its name", async () => {
    const config = project.read("codemode.config.json");
    const noisy = `echo "\u001b[2Jready" >&2; exec "$0" "$@"`;
    const args = ["-c", noisy, process.execPath, fixtureServer("calculator")];
    project.write(
      "codemode.config.json",
      JSON.stringify({ servers: { calculator: { command: "/bin/sh", args } } }),
    );
    const verbose = await cli(["generate", "--dry-run", "--verbose"], { isTTY: true });
    const plain = await cli(["generate", "--dry-run"]);
    project.write("codemode.config.json", config);
    expect(verbose.stderr).toContain("calculator: \\u{1b}[2Jready");
    expect(plain.stderr).not.toContain("ready");
  });

  test("--dry-run lists what would change, on stdout, and writes nothing", async () => {
    const file = "codemode/prompt/instructions.md";
    const good = project.read(file);
    project.write(file, "changed");
    const { exitCode, stdout, stderr } = await cli(["generate", "--offline", "--dry-run"]);
    expect(project.read(file)).toBe("changed");
    project.write(file, good);
    expect(exitCode).toBe(0);
    expect(stdout).toContain("update prompt/instructions.md");
    expect(stderr).toContain("would change");
  });

  test("a server that does not exist: exit 2, with those that do", async () => {
    const { exitCode, stderr } = await cli(["generate", "--offline", "nothing"]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain("OUTPUT_NO_SERVER");
    expect(stderr).toContain("calculator");
  });

  test("--config and --cwd", async () => {
    const elsewhere = await cli(["--config", "codemode.config.json", "generate", "--offline"]);
    expect(elsewhere.exitCode).toBe(0);
    const { exitCode } = await runInProcess(["generate", "--offline", "--cwd", project.dir], {
      cwd: "/",
    });
    expect(exitCode).toBe(0);
  });
});

describe("check", () => {
  test("a right program: what it can reach, on stderr, exit 0", async () => {
    const { exitCode, stdout, stderr } = await cli(["check", "-"], {
      stdin: `return (await calculator.add({ a: 1, b: 2 })).sum;`,
    });
    expect(exitCode).toBe(0);
    expect(stdout).toBe("");
    expect(stderr).toContain("calculator.add (says it only reads)");
  });

  test("a wrong one: what to change, exit 1", async () => {
    const { exitCode, stdout, stderr } = await cli(["check", "-"], {
      stdin: `return (await calculator.add({ a: 1, c: 2 })).sum;`,
    });
    expect(exitCode).toBe(1);
    expect(stdout).toBe("");
    expect(stderr).toContain("Nothing was executed.");
    expect(stderr).toContain("`c`");
    expect(stderr).toContain("`b`");
  });

  test("--json names the file as it was given", async () => {
    project.write("tasks/wrong.ts", `return await calculator.add({ a: "1", b: 2 });\n`);
    const { exitCode, stdout } = await cli(["check", "tasks/wrong.ts", "--json"]);
    expect(exitCode).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      schemaVersion: 1,
      ok: false,
      effects: [{ server: "calculator", tool: "add" }],
      diagnostics: [{ location: { file: "tasks/wrong.ts", line: 1 } }],
    });
  });

  test("--format github: workflow commands on stdout", async () => {
    project.write("tasks/wrong.ts", `return await calculator.add({ a: "1", b: 2 });\n`);
    const { exitCode, stdout } = await cli(["check", "tasks/wrong.ts", "--format", "github"]);
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/^::error file=tasks\/wrong\.ts,line=1,col=\d+,title=CHECK_/);
  });
});

describe("exec", () => {
  test("logs as they are, the value last", async () => {
    const { exitCode, stdout, stderr } = await exec(
      `console.log("one"); console.info("two"); console.warn("three"); console.error("four"); return { a: [1] };`,
    );
    expect(exitCode).toBe(0);
    expect(stdout).toBe('one\ntwo\n{"a":[1]}\n');
    expect(stderr).toBe("three\nfour\n");
  });

  test("on a terminal the value is indented and what the program says is escaped", async () => {
    const { stdout } = await cli(["exec", "-"], {
      stdin: `console.log("\\u001b[2J"); return { a: "\\u009b" };`,
      isTTY: true,
    });
    expect(stdout).toBe('\\u{1b}[2J\n{\n  "a": "\\u{9b}"\n}\n');
  });

  test("--json: one object with everything, nothing on stderr", async () => {
    const { exitCode, stdout, stderr } = await exec(
      `console.warn("careful"); return (await calculator.add({ a: 1, b: 2 })).sum;`,
      "--json",
    );
    expect(exitCode).toBe(0);
    expect(stderr).toBe("");
    expect(JSON.parse(stdout)).toEqual({
      schemaVersion: 1,
      ok: true,
      executed: true,
      result: 3,
      logs: [{ level: "warn", text: "careful" }],
      calls: [{ server: "calculator", tool: "add", ok: true, ms: expect.any(Number) as number }],
      effects: [expect.objectContaining({ server: "calculator", tool: "add" })],
      escapes: [],
      diagnostics: [],
      timings: {
        checkMs: expect.any(Number) as number,
        startMs: expect.any(Number) as number,
        runMs: expect.any(Number) as number,
        totalMs: expect.any(Number) as number,
      },
    });
  });

  test("a program that throws: exit 1, at its own place", async () => {
    project.write("tasks/boom.ts", `const n = 1;\nif (n > 0) {\n  throw new Error("boom");\n}\n`);
    const { exitCode, stdout, stderr } = await cli(["exec", "tasks/boom.ts"]);
    expect(exitCode).toBe(1);
    expect(stdout).toBe("");
    expect(stderr).toContain("error RUN_THREW tasks/boom.ts:3:9: Error: boom");
  });

  test("no SDK yet: exit 2 and the command that makes one", async () => {
    const empty = createProject({ calculator: { command: "node" } });
    const { exitCode, stderr } = await runInProcess(["exec", "-"], {
      cwd: empty.dir,
      stdin: "return 1",
    });
    empty.remove();
    expect(exitCode).toBe(2);
    expect(stderr).toContain("OUTPUT_NOT_GENERATED");
    expect(stderr).toContain("codemode generate");
  });

  test("a server that cannot be started: exit 2", async () => {
    const config = project.read("codemode.config.json");
    project.write(
      "codemode.config.json",
      JSON.stringify({ servers: { calculator: { command: "no-such-command" } } }),
    );
    const { exitCode, stderr } = await exec(`return await calculator.add({ a: 1, b: 2 });`);
    project.write("codemode.config.json", config);
    expect(exitCode).toBe(2);
    expect(stderr).toContain("SERVER_START_FAILED");
  });

  test("a deployed runtime that is not there: exit 2", async () => {
    const { exitCode, stderr } = await cli(["exec", "-", "--runtime", "ws://127.0.0.1:9"], {
      stdin: "return 1",
      env: { CODEMODE_RUNTIME_TOKEN: "token" },
    });
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/RUN_(?:REMOTE_REFUSED|SANDBOX_UNAVAILABLE)/);
  });

  test("--verbose shows what servers say, each line with its name", async () => {
    const config = project.read("codemode.config.json");
    const noisy = `echo "\u001b[2Jready" >&2; exec "$0" "$@"`;
    const args = ["-c", noisy, process.execPath, fixtureServer("calculator")];
    project.write(
      "codemode.config.json",
      JSON.stringify({ servers: { calculator: { command: "/bin/sh", args } } }),
    );
    const source = `return await calculator.add({ a: 1, b: 2 });`;
    const verbose = await cli(["exec", "-", "--verbose"], { stdin: source, isTTY: true });
    const plain = await exec(source);
    project.write("codemode.config.json", config);
    expect(verbose.stderr).toContain("calculator: \\u{1b}[2Jready");
    expect(plain.stderr).toBe("");
  });
});

describe("doctor", () => {
  test("tries everything and says what it found", async () => {
    const { exitCode, stdout } = await cli(["doctor"], { env: { ...process.env } as never });
    expect(stdout.split("\n").filter((line) => line.startsWith("FAIL"))).toEqual([]);
    expect(exitCode).toBe(0);
    for (const name of [
      "node",
      "compiler",
      "sandbox",
      "configuration",
      "sdk",
      "server calculator",
    ]) {
      expect(stdout).toContain(`ok   ${name}: `);
    }
  });

  test("three broken servers: what is wrong with each and what to do, exit 2", async () => {
    const broken = createProject({
      absent: { command: "no-such-command" },
      unset: { command: "node", env: { TOKEN: "${NOT_SET_ANYWHERE}" } },
      unreachable: { url: "http://127.0.0.1:9/mcp" },
    });
    const { exitCode, stdout } = await runInProcess(["doctor", "--json"], { cwd: broken.dir });
    broken.remove();
    expect(exitCode).toBe(2);
    const { ok, checks } = JSON.parse(stdout) as {
      ok: boolean;
      checks: { name: string; status: string; diagnostics: { code: string; hint?: string }[] }[];
    };
    expect(ok).toBe(false);
    const codes = new Map(checks.map(({ name, diagnostics }) => [name, diagnostics[0]?.code]));
    expect(codes.get("sdk")).toBe("OUTPUT_NOT_GENERATED");
    expect(codes.get("server absent")).toBe("SERVER_START_FAILED");
    expect(codes.get("server unset")).toBe("CONFIG_ENV_MISSING");
    expect(codes.get("server unreachable")).toBe("SERVER_UNREACHABLE");
    const helpless = checks.filter(
      ({ status, diagnostics }) => status === "error" && diagnostics[0]?.hint === undefined,
    );
    expect(helpless).toEqual([]);
  });

  test("no configuration: the machine is still looked at", async () => {
    const { exitCode, stdout, stderr } = await runInProcess(["doctor"], { cwd: "/" });
    expect(exitCode).toBe(2);
    expect(stdout).toContain("ok   sandbox");
    expect(stdout).toContain("FAIL configuration");
    expect(stderr).toContain("codemode init");
  });
});
