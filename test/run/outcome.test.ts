import { describe, expect, test } from "vitest";
import { createOutcome } from "../../src/run/outcome.ts";
import { createLogBook } from "../../src/run/logs.ts";
import { DEFAULT_LIMITS } from "../../src/run/limits.ts";
import type { CallRecord, RunOutcome } from "../../src/run/types.ts";
import { fakeBridge } from "./harness.ts";

const pay = { server: "bank", tool: "pay" };

/** What is said of a program that ended with a ToolError that says this of itself. */
function outcomeOf(details: object, calls: CallRecord[]): RunOutcome {
  const error = { kind: "tool", name: "ToolError", message: "fake", stack: "", ...details };
  return createOutcome(
    { kind: "done", body: JSON.stringify({ ok: false, error, logs: [], dropped: 0 }) },
    {
      program: { code: "", toSource: (line, column) => ({ line, column }) },
      input: undefined,
      effects: [{ ...pay, annotations: {} }],
      bridge: { ...fakeBridge(() => null), calls },
      limits: DEFAULT_LIMITS,
    },
    createLogBook(1_000, undefined),
    { startMs: 0, runMs: 0 },
  );
}

const failed = (code: string): CallRecord => ({ ...pay, ok: false, code, ms: 1 });

describe("I6: a ToolError counts only as a call that the bridge has seen fail", () => {
  const exited = { code: "SERVER_EXITED", ...pay };
  const table: [string, { given: object; calls: CallRecord[]; want: string }][] = [
    ["no call at all", { given: exited, calls: [], want: "RUN_THREW" }],
    ["that call", { given: exited, calls: [failed("SERVER_EXITED")], want: "SERVER_EXITED" }],
    [
      "it failed otherwise",
      { given: exited, calls: [failed("RUN_TOOL_ERROR")], want: "RUN_THREW" },
    ],
    ["it did not fail", { given: exited, calls: [{ ...pay, ok: true, ms: 1 }], want: "RUN_THREW" }],
    [
      "another tool",
      { given: { ...exited, tool: "x" }, calls: [failed("SERVER_EXITED")], want: "RUN_THREW" },
    ],
    [
      "another server",
      { given: { ...exited, server: "x" }, calls: [failed("SERVER_EXITED")], want: "RUN_THREW" },
    ],
    [
      "a code that is none",
      { given: { ...pay, code: "toString" }, calls: [failed("toString")], want: "RUN_THREW" },
    ],
    [
      "an input refused inside the isolate",
      { given: { ...pay, code: "RUN_INPUT_INVALID" }, calls: [], want: "RUN_INPUT_INVALID" },
    ],
    [
      "the same for no tool of the run",
      {
        given: { server: "x", tool: "y", code: "RUN_INPUT_INVALID" },
        calls: [],
        want: "RUN_THREW",
      },
    ],
  ];
  test.each(table)("%s", (_name, { given, calls, want }) => {
    expect(outcomeOf(given, calls).diagnostics.map(({ code }) => code)).toEqual([want]);
  });

  test("names that the program made up are not repeated", () => {
    const long = { server: "s".repeat(10_000), tool: "t".repeat(10_000), code: "SERVER_EXITED" };
    const [diagnostic] = outcomeOf(long, []).diagnostics;
    expect(diagnostic?.message).toBe("ToolError: fake");
  });
});
