import { describe, expect, test } from "vitest";
import { createDiagnostic, type Diagnostic } from "../../src/diagnostics/diagnostic.ts";
import { renderGithub } from "../../src/diagnostics/render-github.ts";
import { renderDiagnostic, renderDiagnostics } from "../../src/diagnostics/render.ts";
import { escapeForTerminal } from "../../src/diagnostics/terminal.ts";

describe("escapeForTerminal", () => {
  const table: [string, { given: string; want: string }][] = [
    [
      "plain text with tab and line feed stays",
      { given: "a\tb\nc é 漢 🙂", want: "a\tb\nc é 漢 🙂" },
    ],
    ["a colour", { given: "\u001b[31mred", want: "\\u{1b}[31mred" }],
    ["a window title (OSC)", { given: "\u001b]0;x\u0007", want: "\\u{1b}]0;x\\u{7}" }],
    ["C1: the one-byte CSI", { given: "\u009b31m", want: "\\u{9b}31m" }],
    ["a carriage return, which overwrites the line", { given: "bad\rgood", want: "bad\\u{d}good" }],
    ["backspace and DEL", { given: "a\b\u007f", want: "a\\u{8}\\u{7f}" }],
    ["bidi override and isolate", { given: "\u202ex\u2066", want: "\\u{202e}x\\u{2066}" }],
    ["zero-width space and BOM", { given: "a\u200bb\ufeff", want: "a\\u{200b}b\\u{feff}" }],
    ["line separator", { given: "a\u2028b", want: "a\\u{2028}b" }],
    ["tag characters", { given: "\u{e0041}", want: "\\u{e0041}" }],
  ];
  test.each(table)("%s", (_name, { given, want }) => {
    expect(escapeForTerminal(given)).toBe(want);
  });
});

describe("renderDiagnostic", () => {
  test("code, place, message and what to do", () => {
    const diagnostic: Diagnostic = {
      code: "CHECK_TYPE",
      severity: "error",
      message: "first\nsecond",
      hint: "do this",
      location: { file: "task.ts", line: 3, column: 7 },
      detail: "TS2339",
    };
    expect(renderDiagnostic(diagnostic)).toBe(
      "error CHECK_TYPE task.ts:3:7: first\n  second\n  -> do this",
    );
    expect(renderDiagnostic(diagnostic, { verbose: true })).toMatch(/\n {2}\| TS2339$/);
  });

  test("a place in what a server advertises", () => {
    expect(
      renderDiagnostic({
        code: "SCHEMA_CAPPED",
        severity: "warning",
        message: "too deep",
        location: { server: "github", tool: "list_issues", pointer: "/properties/a" },
      }),
    ).toBe("warning SCHEMA_CAPPED github.list_issues /properties/a: too deep");
  });

  test("our own failure shows its stack without being asked", () => {
    expect(renderDiagnostic(createDiagnostic("INTERNAL", "boom", { detail: "at x" }))).toContain(
      "| at x",
    );
  });

  test("what a server says cannot reach the terminal as control characters", () => {
    const text = renderDiagnostic(
      createDiagnostic("SERVER_START_FAILED", "said \u001b[2J", {
        hint: "\u001b[2J",
        detail: "\u001b[2J",
      }),
      { verbose: true },
    );
    expect(text).not.toContain("\u001b");
  });

  test("colours only when asked for", () => {
    const diagnostic = createDiagnostic("RUN_THREW", "boom");
    expect(renderDiagnostic(diagnostic)).not.toContain("\u001b");
    expect(renderDiagnostic(diagnostic, { colour: true })).toContain("\u001b[31m");
  });

  test("errors come first", () => {
    const text = renderDiagnostics([
      createDiagnostic("SCHEMA_CAPPED", "one"),
      createDiagnostic("RUN_THREW", "two"),
    ]);
    expect(text.split("\n").filter((line) => /^\w+ [A-Z]/.test(line))).toEqual([
      "error RUN_THREW: two",
      "warning SCHEMA_CAPPED: one",
    ]);
  });
});

describe("renderGithub", () => {
  const table: [string, { given: Diagnostic; want: string }][] = [
    [
      "a place in a file",
      {
        given: {
          code: "CHECK_TYPE",
          severity: "error",
          message: "50% wrong\nreally",
          location: { file: "a,b:c.ts", line: 2, column: 5 },
        },
        want: "::error file=a%2Cb%3Ac.ts,line=2,col=5,title=CHECK_TYPE::50%25 wrong%0Areally",
      },
    ],
    [
      "what a log would act on",
      {
        given: {
          code: "CHECK_TYPE",
          severity: "error",
          message: "\u001b[31mred\u202e",
          location: { file: "a\n::error::b\u001b.ts", line: 1, column: 1 },
        },
        want: "::error file=a\\u{a}%3A%3Aerror%3A%3Ab\\u{1b}.ts,line=1,col=1,title=CHECK_TYPE::\\u{1b}[31mred\\u{202e}",
      },
    ],
    [
      "no place, with a hint",
      {
        given: { code: "OUTPUT_STALE", severity: "info", message: "stale", hint: "run it" },
        want: "::notice title=OUTPUT_STALE::stale%0Arun it",
      },
    ],
  ];
  test.each(table)("%s", (_name, { given, want }) => {
    expect(renderGithub(given)).toBe(want);
  });
});
