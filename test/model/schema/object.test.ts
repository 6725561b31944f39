import { expect, test } from "vitest";
import { codesOf, N, object, type Row, S, typeOf } from "./type-of.ts";

const ANY = "{ [key: string]: unknown }";

const TABLE: Row[] = [
  ["bare", { given: { type: "object" }, want: ANY }],
  [
    "required properties come first, then by name",
    { given: object({ a: N, b: S }, { required: ["b"] }), want: "{ b: string; a?: number }" },
  ],
  [
    "without a type, other kinds are valid",
    {
      given: { properties: { a: S } },
      want: "string | number | boolean | unknown[] | { a?: string } | null",
    },
  ],
  ["required names", { given: { type: "object", required: ["a"] }, want: "{ a: unknown }" }],
  [
    "explicitly open",
    {
      given: object({ a: S }, { additionalProperties: true }),
      want: "{ a?: string; [key: string]: unknown }",
    },
  ],
  [
    "explicitly closed",
    { given: object({ a: S }, { additionalProperties: false }), want: "{ a?: string }" },
  ],
  [
    "closed and empty",
    { given: object({}, { additionalProperties: false }), want: "{ [key: string]: never }" },
  ],
  ["an empty list of properties", { given: object({}), want: ANY }],
  [
    "a dictionary",
    { given: { type: "object", additionalProperties: N }, want: "{ [key: string]: number }" },
  ],
  [
    "a dictionary with entries of other types: TypeScript wants them in the index signature (TS2411)",
    {
      given: object({ a: S }, { additionalProperties: N }),
      want: "{ a?: string; [key: string]: number | string | undefined }",
    },
  ],
  [
    "a forbidden property",
    { given: object({ a: false, b: S }), want: "{ a?: never; b?: string }" },
  ],
  [
    "a forbidden property that is required",
    { given: object({ a: false }, { required: ["a"] }), want: "never" },
  ],
  [
    "names that are no identifiers",
    {
      given: object({ "a-b": S, "": S, "1": S }),
      want: '{ ""?: string; "1"?: string; "a-b"?: string }',
    },
  ],
  [
    "names that every object has: TypeScript compares the inherited ones",
    {
      given: object({ toString: S, valueOf: N }, { required: ["valueOf"] }),
      want: "{ valueOf: number; toString?: unknown }",
    },
  ],
  [
    "patterns that are prefixes",
    {
      given: { type: "object", patternProperties: { "^x-": S, "^y\\.": N } },
      want: "{ [key: `x-${string}`]: string; [key: `y.${string}`]: number }",
    },
  ],
  [
    "a named property that matches a pattern must satisfy both",
    {
      given: object({ "x-a": N }, { patternProperties: { "^x-": S } }),
      want: '{ "x-a"?: never; [key: `x-${string}`]: string | undefined }',
    },
  ],
  [
    "a pattern that only running it would tell, closed",
    {
      given: { type: "object", patternProperties: { "[0-9]+": S }, additionalProperties: false },
      want: "{ [key: string]: string }",
    },
  ],
  [
    "a pattern that only running it would tell, open: a result may have other properties",
    { given: { type: "object", patternProperties: { "[0-9]+": S } }, want: ANY },
  ],
  [
    "patterns and others",
    {
      given: { type: "object", patternProperties: { "^x-": S }, additionalProperties: N },
      want: "{ [key: string]: number | string }",
    },
  ],
  [
    "patterns that are texts anywhere in a name, one forbidden",
    {
      given: { type: "object", patternProperties: { "f.*": true, b: false } },
      want: "{ [key: `${string}b${string}`]: never; [key: `${string}f${string}`]: unknown }",
    },
  ],
  [
    "a pattern that every name matches",
    {
      given: { type: "object", patternProperties: { "a*": N } },
      want: "{ [key: string]: number }",
    },
  ],
  [
    "a forbidden prefix beside others",
    {
      given: object({ a: S }, { patternProperties: { "^_": false }, additionalProperties: N }),
      want: "{ a?: string; [key: string]: number | string | undefined; [key: `_${string}`]: never }",
    },
  ],
  [
    "patterns of different types that a name could match both: one signature for all names",
    {
      given: { type: "object", patternProperties: { "^a": N, b: S }, additionalProperties: false },
      want: "{ [key: string]: number | string }",
    },
  ],
  [
    "a pattern that has a text in all names it matches, closed",
    {
      given: { type: "object", patternProperties: { "\\wcole": N }, additionalProperties: false },
      want: "{ [key: `${string}cole${string}`]: number }",
    },
  ],
  [
    "names that are listed",
    {
      given: { type: "object", propertyNames: { enum: ["a", "b"] } },
      want: "{ a?: unknown; b?: unknown }",
    },
  ],
  [
    "names that are limited",
    { given: { type: "object", propertyNames: { pattern: "^a" } }, want: ANY },
  ],
  [
    "no properties",
    { given: { type: "object", maxProperties: 0 }, want: "{ [key: string]: never }" },
  ],
  [
    "draft 3's required",
    { given: object({ a: { ...S, required: true } }), want: "{ a?: string }" },
  ],
  [
    "unevaluated properties",
    {
      given: { allOf: [object({ a: S })], unevaluatedProperties: false },
      want: "{ a?: string }",
    },
  ],
  [
    "unevaluated properties of a type",
    {
      given: { allOf: [object({ a: S })], unevaluatedProperties: S },
      want: "{ a?: string; [key: string]: string | undefined }",
    },
  ],
];

test.each(TABLE)("%s", (_, { given, want }) => {
  expect(typeOf(given)).toBe(want);
});

const INPUTS: Row[] = [
  [
    "a root without a type is an object",
    { given: { properties: { a: S } }, want: "{ a?: string }" },
  ],
  ["no schema to speak of: any arguments", { given: {}, want: ANY }],
  ["a bare object: any arguments", { given: { type: "object" }, want: ANY }],
  ["an empty list of properties: none", { given: object({}), want: "{ [key: string]: never }" }],
  ["a bare object inside", { given: object({ a: object({}) }), want: `{ a?: ${ANY} }` }],
  [
    "a pattern that only running it would tell opens no other property",
    {
      given: { type: "object", patternProperties: { "[0-9]+": S } },
      want: "{ [key: string]: string }",
    },
  ],
  [
    "a required property with a default may be left out",
    {
      given: object({ a: { ...S, default: "x" }, b: S }, { required: ["a", "b"] }),
      want: "{ b: string; a?: string }",
    },
  ],
  [
    "a default that its own schema refuses does not help",
    { given: object({ a: { ...S, default: null } }, { required: ["a"] }), want: "{ a: string }" },
  ],
];

test.each(INPUTS)("input: %s", (_, { given, want }) => {
  expect(typeOf(given, "input")).toBe(want);
});

test.each([
  { type: "object", properties: [] },
  { type: "object", properties: null },
  { type: "object", required: "a" },
  { type: "object", patternProperties: 3 },
])("%j is malformed: reported, and open", (given) => {
  expect([typeOf(given), codesOf(given)]).toEqual([ANY, ["SCHEMA_KEYWORD_INVALID"]]);
});

test("a property that is no schema may be anything", () => {
  const given = object({ a: "string" });
  expect([typeOf(given), codesOf(given)]).toEqual(["{ a?: unknown }", ["SCHEMA_KEYWORD_INVALID"]]);
});
