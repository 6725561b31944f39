import { describe, expect, test } from "vitest";
import { runInProcess } from "./harness.ts";

const COMMANDS = ["init", "generate", "check", "exec", "serve", "doctor"];

describe("help", () => {
  test.each([["--help"], ["-h"], ["help"]])(
    "%s: begins with examples, on stdout, exit 0",
    async (flag) => {
      const { exitCode, stdout, stderr } = await runInProcess([flag]);
      expect(exitCode).toBe(0);
      expect(stderr).toBe("");
      expect(stdout).toMatch(/^Examples:\n {2}codemode init/);
      for (const command of COMMANDS) expect(stdout).toContain(`  ${command}`);
    },
  );

  test.each(COMMANDS.map((command) => [command]))(
    "%s --help: begins with an example and names the global options",
    async (command) => {
      const { exitCode, stdout } = await runInProcess([command, "--help"]);
      expect(exitCode).toBe(0);
      expect(stdout).toMatch(/^Examples?[:,]/);
      expect(stdout).toContain("Global Options:");
      expect(stdout).toContain("--config <path>");
    },
  );

  test("nothing at all: the help, on stderr, exit 2", async () => {
    const { exitCode, stdout, stderr } = await runInProcess([]);
    expect(exitCode).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).toContain("Usage: codemode");
  });

  test("--version", async () => {
    const { exitCode, stdout } = await runInProcess(["--version"]);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});

describe("a wrong command line: exit 2, coded, with what to do", () => {
  const table: [string, { given: string[]; want: string[] }][] = [
    [
      "an unknown command",
      { given: ["exce"], want: ["exce", "Did you mean exec?", "codemode --help"] },
    ],
    [
      "an unknown option",
      {
        given: ["exec", "x.ts", "--jsn"],
        want: ["--jsn", "Did you mean --json?", "codemode exec --help"],
      },
    ],
    ["a missing argument", { given: ["check"], want: ["'files'", "codemode check --help"] }],
    ["an argument too many", { given: ["exec", "a", "b"], want: ["too many arguments"] }],
    [
      "an option without its value",
      { given: ["generate", "--config"], want: ["argument missing"] },
    ],
    [
      "a time limit that is no number",
      { given: ["exec", "a", "--timeout", "soon"], want: ["whole milliseconds"] },
    ],
    [
      "a time limit of nothing",
      { given: ["exec", "a", "--timeout", "0"], want: ["whole milliseconds"] },
    ],
    [
      "a format that does not exist",
      { given: ["check", "a", "--format", "xml"], want: ["text, github"] },
    ],
    [
      "a folder that does not exist",
      {
        given: ["check", "a", "-C", "/no/such/folder"],
        want: ["/no/such/folder", "no such folder"],
      },
    ],
    [
      "a folder that is a file",
      { given: ["check", "a", "-C", "package.json"], want: ["package.json"] },
    ],
    [
      "a runtime that is no WebSocket",
      { given: ["exec", "-", "--runtime", "http://x"], want: ["ws://"] },
    ],
    [
      "a runtime without its secret",
      { given: ["exec", "-", "--runtime", "ws://127.0.0.1:9"], want: ["CODEMODE_RUNTIME_TOKEN"] },
    ],
  ];
  test.each(table)("%s", async (_name, { given, want }) => {
    const { exitCode, stdout, stderr } = await runInProcess(given);
    expect(exitCode).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).toContain("CLI_USAGE");
    for (const text of want) expect(stderr.toLowerCase()).toContain(text.toLowerCase());
  });

  test("--json: one object on stdout, nothing on stderr", async () => {
    const { exitCode, stdout, stderr } = await runInProcess(["exec", "x.ts", "--json", "--jsn"]);
    expect(exitCode).toBe(2);
    expect(stderr).toBe("");
    expect(JSON.parse(stdout)).toMatchObject({
      schemaVersion: 1,
      ok: false,
      diagnostics: [{ code: "CLI_USAGE", severity: "error" }],
    });
  });
});

describe("a program or an input that cannot be read: exit 2", () => {
  const table: [string, { given: string[]; want: string[] }][] = [
    [
      "no such file",
      { given: ["check", "no-such.ts"], want: ["CLI_SOURCE_UNREADABLE", "no-such.ts"] },
    ],
    ["a folder", { given: ["exec", "."], want: ["CLI_SOURCE_UNREADABLE", "EISDIR"] }],
    [
      "an input that is no JSON",
      { given: ["exec", "-", "--input", "{n:1}"], want: ["CLI_INPUT_INVALID"] },
    ],
    [
      "an input that is no JSON but a file",
      {
        given: ["exec", "-", "--input", "package.json"],
        want: ["CLI_INPUT_INVALID", "`--input @package.json`"],
      },
    ],
    [
      "an input that is no JSON but a text",
      { given: ["exec", "-", "--input", "hello"], want: [`\`--input '"hello"'\``] },
    ],
    [
      "an input whose quotes the shell took",
      { given: ["exec", "-", "--input", "{owner:acme}"], want: ["Did the shell take them away?"] },
    ],
    ["an empty input", { given: ["exec", "-", "--input", ""], want: ["Leave `--input` out"] }],
    [
      "an input file that does not exist",
      {
        given: ["exec", "-", "--input", "@no-such.json"],
        want: ["CLI_SOURCE_UNREADABLE", "no-such.json"],
      },
    ],
  ];
  test.each(table)("%s", async (_name, { given, want }) => {
    const { exitCode, stdout, stderr } = await runInProcess(given);
    expect(exitCode).toBe(2);
    expect(stdout).toBe("");
    for (const text of want) expect(stderr).toContain(text);
  });

  test("exec --json keeps its shape when it fails before it ran", async () => {
    const { stdout } = await runInProcess(["exec", "no-such.ts", "--json"]);
    expect(JSON.parse(stdout)).toEqual({
      schemaVersion: 1,
      ok: false,
      executed: false,
      logs: [],
      calls: [],
      effects: [],
      escapes: [],
      timings: {},
      diagnostics: [expect.objectContaining({ code: "CLI_SOURCE_UNREADABLE" })],
    });
  });
});

describe("--json where nothing can be done", () => {
  test.each([["generate"], ["check", "-"], ["exec", "-"], ["doctor"]])(
    "%s: one coded object",
    async (...argv) => {
      const { exitCode, stdout, stderr } = await runInProcess([...argv, "--json"], {
        cwd: "/",
        stdin: "return 1",
      });
      expect(exitCode).toBe(2);
      expect(stderr).toBe("");
      expect(stdout.trimEnd().split("\n").length).toBe(1);
      expect(JSON.parse(stdout)).toMatchObject({
        schemaVersion: 1,
        ok: false,
        diagnostics: [
          { code: "CONFIG_NOT_FOUND", hint: expect.stringContaining("codemode init") as string },
        ],
      });
    },
  );
});
