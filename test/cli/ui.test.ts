import { describe, expect, test } from "vitest";
import { collapseInfos } from "../../src/cli/collapse.ts";
import { exitCodeOf, exitCodeOfSignal } from "../../src/cli/exit-codes.ts";
import { createUi, wantsColour } from "../../src/cli/ui.ts";
import type { CliContext } from "../../src/cli/context.ts";
import { DIAGNOSTIC_CODES, type DiagnosticCode } from "../../src/diagnostics/codes.ts";
import { createDiagnostic } from "../../src/diagnostics/diagnostic.ts";

interface Written {
  stdout: string;
  stderr: string;
}

function contextOf(
  isTTY: boolean,
  env: Record<string, string> = {},
): CliContext & { written: Written } {
  const written: Written = { stdout: "", stderr: "" };
  return {
    cwd: "/",
    env,
    stdin: (async function* () {})(),
    stdout: { isTTY, write: (text) => (written.stdout += text) },
    stderr: { isTTY, write: (text) => (written.stderr += text) },
    signal: new AbortController().signal,
    written,
  };
}

const LOUD = { verbose: false, quiet: false };

describe("what a program says", () => {
  test("reaches a pipe as it is", () => {
    const context = contextOf(false);
    createUi(context, LOUD).data("\u001b[31mred\u0007");
    expect(context.written.stdout).toBe("\u001b[31mred\u0007\n");
  });

  test("reaches a terminal escaped, on stdout and on stderr", () => {
    const context = contextOf(true);
    const ui = createUi(context, LOUD);
    ui.data("\u001b[2J");
    ui.stderr("\u001b]0;owned\u0007");
    expect(context.written).toEqual({ stdout: "\\u{1b}[2J\n", stderr: "\\u{1b}]0;owned\\u{7}\n" });
  });

  test("a final line feed is added once", () => {
    const context = contextOf(false);
    const ui = createUi(context, LOUD);
    ui.data("a\n");
    ui.data("b");
    expect(context.written.stdout).toBe("a\nb\n");
  });
});

describe("--json", () => {
  const texts: [string, { given: string; want: string }][] = [
    ["C1, as a CSI of one character", { given: "\u009b2J\u007f", want: "\\u009b2J\\u007f" }],
    ["bidi", { given: "a\u202eb\u2066c", want: "a\\u202eb\\u2066c" }],
    ["zero-width", { given: "a\u200bb\ufeff", want: "a\\u200bb\\ufeff" }],
    ["separators", { given: "a\u2028b\u2029", want: "a\\u2028b\\u2029" }],
    ["tags, of two code units", { given: "a\u{e0041}", want: "a\\udb40\\udc41" }],
    ["letters stay", { given: "ä漢😀", want: "ä漢😀" }],
  ];
  test.each(texts)("%s, and parses to the same", (_name, { given, want }) => {
    const context = contextOf(true);
    createUi(context, LOUD).json({ [given]: given });
    expect(context.written.stdout).toBe(`{"schemaVersion":1,"${want}":"${want}"}\n`);
    expect(JSON.parse(context.written.stdout)).toEqual({ schemaVersion: 1, [given]: given });
  });
});

describe("progress", () => {
  const table: [
    string,
    { tty: boolean; env: Record<string, string>; quiet: boolean; want: boolean },
  ][] = [
    ["on a terminal", { tty: true, env: {}, quiet: false, want: true }],
    ["not on a pipe", { tty: false, env: {}, quiet: false, want: false }],
    ["not in CI", { tty: true, env: { CI: "true" }, quiet: false, want: false }],
    ["not with --quiet", { tty: true, env: {}, quiet: true, want: false }],
  ];
  test.each(table)("%s", (_name, { tty, env, quiet, want }) => {
    const context = contextOf(tty, env);
    createUi(context, { verbose: false, quiet }).progress("working");
    expect(context.written.stderr.includes("working")).toBe(want);
  });

  test("is wiped before anything else is said", () => {
    const context = contextOf(true);
    const ui = createUi(context, LOUD);
    ui.progress("working");
    ui.note("done");
    expect(context.written.stderr).toBe("\r\u001b[Kworking\r\u001b[Kdone\n");
  });
});

describe("colour", () => {
  const table: [string, { env: Record<string, string>; tty: boolean; want: boolean }][] = [
    ["a terminal", { env: {}, tty: true, want: true }],
    ["a pipe", { env: {}, tty: false, want: false }],
    ["NO_COLOR", { env: { NO_COLOR: "1" }, tty: true, want: false }],
    ["an empty NO_COLOR means nothing", { env: { NO_COLOR: "" }, tty: true, want: true }],
    ["FORCE_COLOR on a pipe", { env: { FORCE_COLOR: "1" }, tty: false, want: true }],
    ["FORCE_COLOR=0", { env: { FORCE_COLOR: "0" }, tty: true, want: false }],
    ["both: NO_COLOR wins", { env: { NO_COLOR: "1", FORCE_COLOR: "1" }, tty: true, want: false }],
    ["a dumb terminal", { env: { TERM: "dumb" }, tty: true, want: false }],
  ];
  test.each(table)("%s", (_name, { env, tty, want }) => {
    expect(wantsColour(env, { isTTY: tty, write: () => {} })).toBe(want);
  });
});

describe("diagnostics", () => {
  const renamed = Array.from({ length: 5 }, (_, index) =>
    createDiagnostic("NAME_CHANGED", `tool ${index}`, {
      location: { server: "s", tool: `t${index}` },
    }),
  );

  test("a long run of infos is cut short and counted", () => {
    const shown = collapseInfos([...renamed, createDiagnostic("RUN_THREW", "boom")]);
    expect(shown.map(({ message }) => message)).toEqual([
      "tool 0",
      "tool 1",
      "and 3 more of this kind; `--verbose` shows them all.",
      "boom",
    ]);
  });

  test("errors are never cut short", () => {
    const errors = Array.from({ length: 9 }, () => createDiagnostic("RUN_THREW", "boom"));
    expect(collapseInfos(errors)).toEqual(errors);
  });

  test("--verbose shows all, --quiet only errors", () => {
    const verbose = contextOf(false);
    createUi(verbose, { verbose: true, quiet: false }).diagnostics(renamed);
    expect(verbose.written.stderr).toContain("tool 4");
    const quiet = contextOf(false);
    createUi(quiet, { verbose: false, quiet: true }).diagnostics([
      ...renamed,
      createDiagnostic("RUN_THREW", "boom"),
    ]);
    expect(quiet.written.stderr).toBe("error RUN_THREW: boom\n");
  });
});

describe("exit codes", () => {
  const table: [DiagnosticCode, number][] = [
    ["CHECK_TYPE", 1],
    ["CHECK_TIMEOUT", 1],
    ["CHECK_COMPILER_FAILED", 2],
    ["OUTPUT_STALE", 1],
    ["OUTPUT_NOT_GENERATED", 2],
    ["RUN_THREW", 1],
    ["RUN_TIMEOUT", 1],
    ["RUN_TOOL_ERROR", 1],
    ["RUN_DRIFT", 2],
    ["RUN_SANDBOX_UNAVAILABLE", 2],
    ["RUN_SANDBOX_FAILED", 2],
    ["RUN_REMOTE_REFUSED", 2],
    ["SERVER_EXITED", 2],
    ["CONFIG_NOT_FOUND", 2],
    ["CLI_USAGE", 2],
    ["INTERNAL", 2],
  ];
  test.each(table)("%s: %i", (code, want) => {
    expect(exitCodeOf([createDiagnostic(code, "x")])).toBe(want);
  });

  test("warnings and infos never fail a command", () => {
    const quiet = (Object.keys(DIAGNOSTIC_CODES) as DiagnosticCode[])
      .map((code) => createDiagnostic(code, "x"))
      .filter(({ severity }) => severity !== "error");
    expect(quiet.length).toBeGreaterThan(0);
    expect(exitCodeOf(quiet)).toBe(0);
  });

  test("every error of the registry asks for 1 or 2", () => {
    for (const code of Object.keys(DIAGNOSTIC_CODES) as DiagnosticCode[]) {
      const diagnostic = createDiagnostic(code, "x", { severity: "error" });
      expect([1, 2]).toContain(exitCodeOf([diagnostic]));
    }
  });

  test("signals", () => {
    expect(["SIGHUP", "SIGINT", "SIGTERM"].map(exitCodeOfSignal)).toEqual([129, 130, 143]);
  });
});
