import { expect, test } from "vitest";
import type { JsonValue } from "../../src/json.ts";
import { readTools } from "../../src/model/read-tools.ts";

const GOOD = { name: "good", inputSchema: { type: "object" } };

// W8 of the threat model.
test.each([
  ["no object", 3, "SCHEMA_TOOL_INVALID"],
  ["null", null, "SCHEMA_TOOL_INVALID"],
  ["no name", { inputSchema: {} }, "SCHEMA_TOOL_INVALID"],
  ["a name that is no string", { name: 3 }, "SCHEMA_TOOL_INVALID"],
  ["an inherited name", JSON.parse('{"__proto__":{"name":"x"}}'), "SCHEMA_TOOL_INVALID"],
  ["a name of 10,000 characters", { name: "x".repeat(10_000) }, "SCHEMA_TOOL_INVALID"],
] as [string, JsonValue, string][])("%s: left out, and the others stay", (_, entry, code) => {
  const { tools, diagnostics } = readTools("s", [entry, GOOD]);
  expect(tools.map(({ wireName }) => wireName)).toEqual(["good"]);
  expect(diagnostics).toMatchObject([
    { code, severity: "warning", location: { server: "s", pointer: "/tools/0" } },
  ]);
});

test("W15: duplicates are all left out: which one answers cannot be told", () => {
  const { tools, diagnostics } = readTools("s", [
    { name: "a", description: "1" },
    GOOD,
    { name: "a" },
  ]);
  expect(tools.map(({ wireName }) => wireName)).toEqual(["good"]);
  expect(diagnostics).toMatchObject([
    { code: "SCHEMA_TOOL_DUPLICATE", location: { server: "s", tool: "a" } },
  ]);
});

test.each([{ name: "a" }, { name: "a", inputSchema: null }, { name: "a", inputSchema: [] }])(
  "W7, W9: %j takes any arguments",
  (entry) => {
    const { tools, diagnostics } = readTools("s", [entry]);
    expect(tools.map(({ inputSchema }) => inputSchema)).toEqual([{ type: "object" }]);
    expect(diagnostics).toMatchObject([{ code: "SCHEMA_INPUT_MISSING" }]);
  },
);

test.each([
  [undefined, null, []],
  [null, null, []],
  [true, true, []],
  [{ type: "array" }, { type: "array" }, []],
  ["x", null, ["SCHEMA_OUTPUT_INVALID"]],
])("an output schema of %j", (outputSchema, want, codes) => {
  const { tools, diagnostics } = readTools("s", [
    { ...GOOD, ...(outputSchema === undefined ? {} : { outputSchema }) },
  ]);
  expect(tools[0]?.outputSchema).toEqual(want);
  expect(diagnostics.map(({ code }) => code)).toEqual(codes);
});

test("annotations are read one by one", () => {
  const annotations = { readOnlyHint: true, destructiveHint: "no", title: "T\u202E", other: 1 };
  const { tools } = readTools("s", [{ ...GOOD, annotations }]);
  expect(tools[0]).toMatchObject({ annotations: { readOnlyHint: true, title: "T" }, title: "T" });
  expect(Object.keys(tools[0]?.annotations ?? {}).toSorted()).toEqual(["readOnlyHint", "title"]);
});

test("a tool that can only be called as a task is left out, and the others stay", () => {
  const entry = (taskSupport: JsonValue): JsonValue => ({ ...GOOD, execution: { taskSupport } });
  const { tools, diagnostics } = readTools("s", [
    { ...GOOD, name: "t", execution: { taskSupport: "required" } },
    entry("optional"),
  ]);
  expect(tools.map(({ wireName }) => wireName)).toEqual(["good"]);
  expect(diagnostics).toMatchObject([
    { code: "SCHEMA_TOOL_REQUIRES_TASKS", location: { server: "s", tool: "t" } },
  ]);
});
