import { expect, test } from "vitest";
import { codesOf, DRAFT, N, object, type Row, S, typeOf } from "./type-of.ts";

const A = object({ kind: { const: "a" }, x: N }, { required: ["kind", "x"] });
const B = object({ kind: { const: "b" }, y: S }, { required: ["kind"] });

const TABLE: Row[] = [
  [
    "allOf merges objects",
    {
      given: { allOf: [object({ a: S }, { required: ["a"] }), object({ b: N })] },
      want: "{ a: string; b?: number }",
    },
  ],
  [
    "allOf narrows lists",
    { given: { allOf: [{ enum: ["a", "b"] }, { enum: ["b", "c"] }] }, want: '"b"' },
  ],
  ["allOf that excludes everything", { given: { allOf: [S, N] }, want: "never" }],
  [
    "allOf with a closed branch: the other's properties are forbidden",
    {
      given: { allOf: [object({ a: S }, { additionalProperties: false }), object({ b: N })] },
      want: "{ a?: string }",
    },
  ],
  ["anyOf", { given: { anyOf: [S, { type: "null" }] }, want: "string | null" }],
  ["anyOf with a branch that accepts everything", { given: { anyOf: [S, {}] }, want: "unknown" }],
  [
    "anyOf beside properties",
    {
      given: object({ a: S, b: S }, { anyOf: [{ required: ["a"] }, { required: ["b"] }] }),
      want: "{ a: string; b?: string } | { b: string; a?: string }",
    },
  ],
  [
    "variants",
    { given: { oneOf: [A, B] }, want: '{ kind: "a"; x: number } | { kind: "b"; y?: string }' },
  ],
  [
    "oneOf of alternatives that differ in what they require: each forbids what makes another one hold",
    {
      given: object({ a: S, b: S }, { oneOf: [{ required: ["a"] }, { required: ["b"] }] }),
      want: "{ a: string; b?: never } | { b: string; a?: never }",
    },
  ],
  ["oneOf without what two branches accept", { given: { oneOf: [S, N, N] }, want: "string" }],
  [
    "oneOf of everything and something: the rest",
    {
      given: { oneOf: [S, {}] },
      want: "number | boolean | unknown[] | { [key: string]: unknown } | null",
    },
  ],
  [
    "oneOf of objects that the values of a property tell apart: all alternatives, as with anyOf",
    {
      given: { oneOf: [object({ a: S }, { required: ["a"] }), object({ a: N, b: S })] },
      want: "{ a: string } | { a?: number; b?: string }",
    },
  ],
  [
    "what variants have in common is said once",
    {
      given: object({ a: S, b: S, c: S, d: S }, { oneOf: [A, B] }),
      want:
        "{ a?: string; b?: string; c?: string; d?: string } & " +
        '({ kind: "a"; x: number } | { kind: "b"; y?: string })',
    },
  ],
  [
    "an alternative within another one goes",
    {
      given: { anyOf: [object({ a: S }, { required: ["a"] }), object({ a: S })] },
      want: "{ a?: string }",
    },
  ],
  [
    "a variant that cannot be goes",
    {
      given: { allOf: [{ oneOf: [A, B] }, object({ kind: { const: "b" } })] },
      want: '{ kind: "b"; y?: string }',
    },
  ],
  [
    "a reference with siblings",
    {
      given: { $defs: { a: object({ x: S }) }, $ref: "#/$defs/a", required: ["x"], type: "object" },
      want: "{ x: string }",
    },
  ],
  [
    "draft 7 ignores what stands beside a reference",
    {
      given: {
        $schema: DRAFT[7],
        definitions: { a: object({ x: S }) },
        allOf: [{ $ref: "#/definitions/a", required: ["x"] }],
      },
      want: "{ x?: string }",
    },
  ],
];

test.each(TABLE)("%s", (_, { given, want }) => {
  expect(typeOf(given)).toBe(want);
});

test.each([{ anyOf: [] }, { anyOf: {} }, { allOf: "x" }, { oneOf: null }])(
  "%j is malformed: reported, and may be anything",
  (given) => {
    expect([typeOf(given), codesOf(given)]).toEqual(["unknown", ["SCHEMA_KEYWORD_INVALID"]]);
  },
);
