import { expect, test } from "vitest";
import type { JsonObject, JsonValue } from "../../../src/json.ts";
import { codesOf, DRAFT, N, object, type Row, S, typeOf } from "./type-of.ts";

const IS_A = { properties: { kind: { const: "a" } } };

/** An object literal with `then` would look like a promise. */
function conditional(test: JsonValue, then: JsonValue, otherwise: JsonValue): JsonObject {
  return Object.fromEntries([
    ["if", test],
    ["then", then],
    ["else", otherwise],
  ]);
}

const TABLE: Row[] = [
  [
    "if, then, else: with the condition, or with its opposite",
    {
      given: object(
        { kind: { enum: ["a", "b"] } },
        {
          required: ["kind"],
          ...conditional(IS_A, { properties: { x: N }, required: ["x"] }, { properties: { y: N } }),
        },
      ),
      want: '{ kind: "a"; x: number } | { kind: "b"; y?: number }',
    },
  ],
  [
    "a condition alone says nothing",
    { given: object({ kind: S }, { if: IS_A }), want: "{ kind?: string }" },
  ],
  [
    "draft 6 has no conditions",
    {
      given: { $schema: DRAFT[6], ...object({ a: S }, conditional(true, false, true)) },
      want: "{ a?: string }",
    },
  ],
  [
    "dependentRequired",
    {
      given: object({ card: S, address: S }, { dependentRequired: { card: ["address"] } }),
      want: "{ address?: string; card?: never } | { address: string; card: string }",
    },
  ],
  [
    "dependentSchemas",
    {
      given: object({ a: S }, { dependentSchemas: { a: object({ b: N }, { required: ["b"] }) } }),
      want: "{ a?: never; b?: unknown } | { a: string; b: number }",
    },
  ],
  [
    "dependencies, their ancestor",
    {
      given: { $schema: DRAFT[7], ...object({ a: S, b: S }, { dependencies: { a: ["b"] } }) },
      want: "{ a?: never; b?: string } | { a: string; b: string }",
    },
  ],
  [
    "dependencies in later drafts, which validators still apply",
    {
      given: { $schema: DRAFT[2020], ...object({ a: S, b: S }, { dependencies: { a: ["b"] } }) },
      want: "{ a?: never; b?: string } | { a: string; b: string }",
    },
  ],
  [
    "what a dependency that cannot be names is named all the same",
    {
      given: object(
        { a: S },
        { dependentSchemas: { a: { properties: { b: N }, additionalProperties: false } } },
      ),
      want: "{ a?: never; b?: unknown }",
    },
  ],
  [
    "not a type",
    { given: { not: S }, want: "number | boolean | unknown[] | { [key: string]: unknown } | null" },
  ],
  ["not null", { given: { type: ["string", "null"], not: { type: "null" } }, want: "string" }],
  ["not a constant", { given: { enum: ["a", "b", "c"], not: { const: "b" } }, want: '"a" | "c"' }],
  [
    "not with a property",
    {
      given: object({ a: S, b: S }, { not: { required: ["a"] } }),
      want: "{ a?: never; b?: string }",
    },
  ],
  [
    "not with both properties",
    {
      given: object({ a: S, b: S }, { not: { required: ["a", "b"] } }),
      want: "{ a?: never; b?: string } | { a?: string; b?: never }",
    },
  ],
  ["not not", { given: { not: { not: S } }, want: "string" }],
  ["not anything", { given: { not: {} }, want: "never" }],
  [
    "not a range: no type says that",
    { given: { type: "number", not: { minimum: 5 } }, want: "number" },
  ],
];

test.each(TABLE)("%s", (_, { given, want }) => {
  expect(typeOf(given)).toBe(want);
});

test("more dependencies than alternatives can hold are left to validation", () => {
  const names = ["a", "b", "c", "d", "e", "f"];
  const given = {
    type: "object",
    dependentRequired: Object.fromEntries(names.map((name) => [name, ["z"]])),
  };
  expect([typeOf(given), codesOf(given)]).toEqual([
    "{ [key: string]: unknown }",
    ["SCHEMA_CAPPED"],
  ]);
});
