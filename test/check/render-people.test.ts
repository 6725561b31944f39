import { describe, expect, test } from "vitest";
import { renderForPeople } from "../../src/check/render-people.ts";
import { createDiagnostic, type Diagnostic } from "../../src/diagnostics/diagnostic.ts";

function diagnosticAt(line: number, column: number, length?: number): Diagnostic {
  return createDiagnostic("CHECK_NAME", "`x` is not defined.", {
    location: { file: "task.ts", line, column, ...(length === undefined ? {} : { length }) },
  });
}

/** Of one diagnostic, the source line and the marks below it. */
function excerptOf(source: string, diagnostic: Diagnostic): string[] {
  return renderForPeople([diagnostic], source).split("\n").slice(1, 3);
}

const PLACES: [name: string, given: { source: string; at: Diagnostic; want: string[] }][] = [
  [
    "a name",
    {
      source: "const a = 1;\nreturn xyz;",
      at: diagnosticAt(2, 8, 3),
      want: ["  2 | return xyz;", "    |        ^^^"],
    },
  ],
  [
    "indented by tabs",
    { source: "\t\tf(\tx);", at: diagnosticAt(1, 6, 1), want: ["  1 | f(  x);", "    |     ^"] },
  ],
  [
    "after characters of two columns",
    {
      source: 'f("😀漢", x)',
      at: diagnosticAt(1, 10, 1),
      want: ['  1 | f("😀漢", x)', "    |           ^"],
    },
  ],
  [
    "after characters that are escaped",
    {
      source: 'f("\u202E", x)',
      at: diagnosticAt(1, 8, 1),
      want: ['  1 | f("\\u{202e}", x)', "    |               ^"],
    },
  ],
  [
    "at the end of the text",
    { source: "f(\r\n", at: diagnosticAt(2, 1), want: ["  2 | ", "    | ^"] },
  ],
  [
    "over several lines",
    { source: "f({\n  a,\n})", at: diagnosticAt(1, 1, 11), want: ["  1 | f({", "    | ^^^"] },
  ],
];

describe("the line of the program with its place marked", () => {
  test.each(PLACES)("%s", (_name, { source, at, want }) => {
    expect(excerptOf(source, at)).toEqual(want);
  });

  test("a long line is cut around the place", () => {
    const [line = "", mark = ""] = excerptOf(
      `${"a".repeat(500)}x${"b".repeat(500)}`,
      diagnosticAt(1, 501, 1),
    );
    expect(line.length).toBeLessThan(130);
    expect(line[mark.indexOf("^")]).toBe("x");
  });
});

test("place, code and hint are shown, and how many errors there are", () => {
  const diagnostic: Diagnostic = {
    ...diagnosticAt(1, 8, 1),
    hint: "Define it.",
    detail: "TS2304: ...",
  };
  const text = renderForPeople([diagnostic], "return x;");
  expect(text).toBe(
    "error CHECK_NAME task.ts:1:8: `x` is not defined.\n  1 | return x;\n    |        ^\n  -> Define it.\n\nRefused: 1 error. Nothing was executed.",
  );
  expect(renderForPeople([diagnostic], "return x;", { verbose: true })).toContain("TS2304");
});

test("colours only where they are wanted", () => {
  const escape = "\u001b[";
  expect(renderForPeople([diagnosticAt(1, 1)], "x", { colour: true })).toContain(escape);
  expect(renderForPeople([diagnosticAt(1, 1)], "x", { colour: false })).not.toContain(escape);
});
