import { afterAll, describe, expect, test } from "vitest";
import type { JsonValue } from "../../src/json.ts";
import { createValidator } from "../../src/run/validate.ts";

const validator = createValidator();
afterAll(() => validator.close());

let keys = 0;
const validate = (schema: JsonValue, value: JsonValue) =>
  validator.validate(`test/${(keys += 1)}`, schema, value);

const DRAFT_7 = "http://json-schema.org/draft-07/schema#";

describe("answers", () => {
  const cases: [string, { schema: JsonValue; value: JsonValue; want: RegExp }][] = [
    ["valid", { schema: { type: "object" }, value: {}, want: /^valid$/ }],
    ["anything", { schema: true, value: 1, want: /^valid$/ }],
    [
      "a place",
      {
        schema: { properties: { a: { properties: { b: { type: "string" } } } } },
        value: { a: { b: 1 } },
        want: /^\/a\/b: .*"number".*"string"/,
      },
    ],
    ["missing", { schema: { required: ["a"] }, value: {}, want: /"a"/ }],
    [
      "undeclared",
      {
        schema: { properties: { a: {} }, additionalProperties: false },
        value: { b: 1 },
        want: /^\/b: This is not allowed/,
      },
    ],
    ["formats are annotations", { schema: { format: "uri" }, value: "no uri", want: /^valid$/ }],
    [
      "even one named like a method",
      { schema: { format: "constructor" }, value: "x", want: /^valid$/ },
    ],
    ["patterns are not", { schema: { pattern: "^a" }, value: "b", want: /pattern|match/i }],
    [
      "references inside",
      {
        schema: { $ref: "#/$defs/a", $defs: { a: { type: "number" } } },
        value: "x",
        want: /number/,
      },
    ],
    [
      "draft 7",
      {
        schema: { $schema: DRAFT_7, items: [{ type: "string" }], additionalItems: false },
        value: ["a", 1],
        want: /./,
      },
    ],
    [
      "OpenAPI's nullable",
      {
        schema: { properties: { a: { type: "string", nullable: true } } },
        value: { a: null },
        want: /^valid$/,
      },
    ],
    [
      "a draft that is not known",
      {
        schema: { $schema: "https://example.com/mine", type: "any" },
        value: 1,
        want: /^unusable$/,
      },
    ],
    ["an unpaired surrogate", { schema: { type: "string" }, value: "\ud800", want: /^valid$/ }],
  ];
  test.each(cases)("%s", async (_name, { schema, value, want }) => {
    const answer = await validate(schema, value);
    expect(answer.kind === "invalid" ? answer.problems.join("\n") : answer.kind).toMatch(want);
  });

  test.each<[string, JsonValue]>([
    // W22
    ["an invalid pattern", { pattern: "[" }],
    ["a reference that leads nowhere", { $ref: "#/nowhere" }],
    ["a reference to elsewhere", { $ref: "http://127.0.0.1:9/x.json" }],
  ])("unusable: %s", async (_name, schema) => {
    expect((await validate(schema, "x")).kind).toBe("unusable");
  });
});

test("W21: a regular expression that never ends is ended; those behind it are not harmed", async () => {
  const quick = createValidator(300);
  const evil = quick.validate("evil", { pattern: "^(a+)+$" }, `${"a".repeat(60)}!`);
  const behind = quick.validate("good", { type: "string" }, "x");
  expect(await evil).toEqual({ kind: "timeout" });
  expect(await behind).toEqual({ kind: "valid" });
  expect(await quick.validate("good", { type: "string" }, 1)).toMatchObject({ kind: "invalid" });
  await quick.close();
});

test("W21: the main thread is free meanwhile", async () => {
  const quick = createValidator(300);
  let ticks = 0;
  const ticking = setInterval(() => (ticks += 1), 5);
  await quick.validate("evil", { pattern: "^(a+)+$" }, `${"a".repeat(60)}!`);
  clearInterval(ticking);
  expect(ticks).toBeGreaterThan(5);
  await quick.close();
});

test("depth that overflows a stack", async () => {
  let schema: JsonValue = {};
  for (let i = 0; i < 30_000; i += 1) schema = { properties: { a: schema } };
  expect(await validate(schema, {})).toMatchObject({ kind: "unusable" });
  expect(await validate({}, {})).toEqual({ kind: "valid" });
});

test("closed: it answers, and does not start again", async () => {
  const gone = createValidator();
  gone.warm("k", { pattern: "a" });
  await gone.close();
  expect((await gone.validate("k", {}, 1)).kind).toBe("unusable");
});
