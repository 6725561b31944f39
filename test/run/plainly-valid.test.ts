import * as fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import type { JsonValue } from "../../src/json.ts";
import { createPlainCheck } from "../../src/run/plainly-valid.ts";
import { createValidator } from "../../src/run/validate.ts";

/** A schema and a value, and whether it is seen at once that the value is valid; `null`: not of this schema. */
const cases: [string, { schema: JsonValue; value: JsonValue; want: boolean | null }][] = [
  ["any", { schema: true, value: 1, want: true }],
  ["none", { schema: false, value: 1, want: false }],
  ["a type", { schema: { type: "string" }, value: "x", want: true }],
  ["another type", { schema: { type: "string" }, value: 1, want: false }],
  ["one of several", { schema: { type: ["string", "null"] }, value: null, want: true }],
  ["an integer", { schema: { type: "integer" }, value: 1, want: true }],
  ["no integer", { schema: { type: "integer" }, value: 1.5, want: false }],
  ["an array is no object", { schema: { type: "object" }, value: [], want: false }],
  ["null is no object", { schema: { type: "object" }, value: null, want: false }],
  ["required", { schema: { required: ["a"] }, value: { a: 1 }, want: true }],
  ["missing", { schema: { required: ["a"] }, value: {}, want: false }],
  ["inherited is missing", { schema: { required: ["toString"] }, value: {}, want: false }],
  [
    "members",
    { schema: { properties: { a: { type: "string" } } }, value: { a: "", b: 1 }, want: true },
  ],
  ["a wrong member", { schema: { properties: { a: false } }, value: { a: "" }, want: false }],
  [
    "more members than allowed",
    {
      schema: { properties: { a: true }, additionalProperties: false },
      value: { b: 1 },
      want: false,
    },
  ],
  [
    "other members",
    { schema: { additionalProperties: { type: "null" } }, value: { b: 1 }, want: false },
  ],
  ["__proto__", { schema: true, value: JSON.parse('{"__proto__":1}') as JsonValue, want: true }],
  [
    "__proto__ inside",
    { schema: {}, value: JSON.parse('{"__proto__":1}') as JsonValue, want: false },
  ],
  ["items", { schema: { items: { type: "number" } }, value: [1, 2], want: true }],
  ["a wrong item", { schema: { items: { type: "number" } }, value: [1, ""], want: false }],
  ["too many items", { schema: { maxItems: 1 }, value: [1, 2], want: false }],
  ["too few items", { schema: { minItems: 1 }, value: [], want: false }],
  ["an enum", { schema: { enum: ["a", 1, null] }, value: null, want: true }],
  ["none of an enum", { schema: { enum: ["a"] }, value: "b", want: false }],
  ["a const", { schema: { const: "a" }, value: "a", want: true }],
  ["a const of null", { schema: { const: null }, value: null, want: true }],
  [
    "one of anyOf",
    { schema: { anyOf: [{ type: "null" }, { type: "string" }] }, value: "", want: true },
  ],
  ["none of anyOf", { schema: { anyOf: [{ type: "null" }] }, value: "", want: false }],
  ["within bounds", { schema: { minimum: 1, exclusiveMaximum: 2 }, value: 1, want: true }],
  ["out of bounds", { schema: { minimum: 1, exclusiveMaximum: 2 }, value: 2, want: false }],
  ["a length", { schema: { minLength: 1, maxLength: 2 }, value: "ab", want: true }],
  ["too long", { schema: { maxLength: 1 }, value: "ab", want: false }],
  ["perhaps too short", { schema: { minLength: 2 }, value: "ab", want: false }],
  ["no finite number", { schema: {}, value: Infinity, want: false }],
  ["formats are annotations", { schema: { format: "uri" }, value: "no uri", want: true }],
  ["a pattern", { schema: { properties: { a: { pattern: "^a" } } }, value: {}, want: null }],
  ["a reference", { schema: { $ref: "#/$defs/a", $defs: { a: true } }, value: 1, want: null }],
  ["an id", { schema: { $id: "https://example.com/a" }, value: 1, want: null }],
  ["an enum of objects", { schema: { enum: [{}] }, value: {}, want: null }],
  ["draft 4's bounds", { schema: { minimum: 1, exclusiveMinimum: true }, value: 1, want: null }],
  ["draft 7's items", { schema: { items: [true] }, value: [], want: null }],
];

test.each(cases)("%s", (_name, { schema, value, want }) => {
  const check = createPlainCheck(schema);
  expect(check === null ? null : check(value)).toBe(want);
});

describe("what a server may send", () => {
  test("a schema that is too deep, or too large, is not plain", () => {
    let deep: JsonValue = true;
    for (let i = 0; i < 50_000; i += 1) deep = { items: deep };
    expect(createPlainCheck(deep)).toBe(null);
    expect(createPlainCheck({ anyOf: Array<JsonValue>(5000).fill(false) })).toBe(null);
  });

  test("the work is bounded where a schema takes a value apart again and again", () => {
    let schema: JsonValue = { type: "null" };
    for (let i = 0; i < 30; i += 1) schema = { anyOf: [schema, schema] };
    // 2^30 looks otherwise.
    expect(createPlainCheck(schema)).toBe(null);
    const list: JsonValue = { items: { anyOf: Array<JsonValue>(1000).fill(false) } };
    expect(createPlainCheck(list)?.(Array<JsonValue>(100_000).fill(1))).toBe(false);
    expect(createPlainCheck({ items: {} })?.(Array<JsonValue>(100_000).fill(1))).toBe(false);
  });
});

const validator = createValidator();
afterAll(() => validator.close());

const value = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom<JsonValue>(null, true, 0, -1, 1.5, 2, "", "a", "\u{1f600}", "ab"),
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom("a", "b", "__proto__"), tie("value"), { maxKeys: 3 }),
  ),
})).value;

const schema = fc.letrec<{ schema: JsonValue }>((tie) => ({
  schema: fc.oneof(
    { maxDepth: 3 },
    fc.boolean(),
    fc.record(
      {
        type: fc.constantFrom<JsonValue>("string", "number", "integer", "object", "array", [
          "null",
          "boolean",
        ]),
        enum: fc.array(fc.constantFrom<JsonValue>(null, 0, "a", true), {
          minLength: 1,
          maxLength: 3,
        }),
        const: fc.constantFrom<JsonValue>(null, 0, "a"),
        required: fc.subarray(["a", "b"]),
        properties: fc.dictionary(fc.constantFrom("a", "b"), tie("schema")),
        additionalProperties: tie("schema"),
        items: tie("schema"),
        anyOf: fc.array(tie("schema"), { minLength: 1, maxLength: 3 }),
        minimum: fc.constantFrom(0, 1.5),
        exclusiveMaximum: fc.constantFrom(0, 2),
        maxItems: fc.constantFrom(0, 1),
        minLength: fc.constantFrom(0, 1, 2),
        maxLength: fc.constantFrom(0, 1),
      },
      { requiredKeys: [] },
    ) as fc.Arbitrary<JsonValue>,
  ),
})).schema;

test("what it accepts, the validator accepts", async () => {
  let accepted = 0;
  let keys = 0;
  await fc.assert(
    fc.asyncProperty(schema, value, async (randomSchema, randomValue) => {
      if (createPlainCheck(randomSchema)?.(randomValue) !== true) return;
      accepted += 1;
      // A keyword that is unknown to the check, and says nothing, sends it to the validator's thread.
      const asked =
        typeof randomSchema === "boolean"
          ? randomSchema
          : { ...(randomSchema as object), $anchor: "x" };
      const answer = await validator.validate(`${(keys += 1)}`, asked, randomValue);
      expect(answer).toEqual({ kind: "valid" });
    }),
    { numRuns: 2000 },
  );
  expect(accepted).toBeGreaterThan(100);
});
