import { expect, test } from "vitest";
import { DRAFT, N, object, type Row, S, typeOf } from "./type-of.ts";

const CLOSED = { unevaluatedProperties: false };
const ENDS = { type: "array", unevaluatedItems: false };
const has = (name: string): { required: string[]; properties: Record<string, typeof S> } => ({
  required: [name],
  properties: { [name]: S },
});
const present = (name: string): { required: string[]; properties: Record<string, true> } => ({
  required: [name],
  properties: { [name]: true },
});

const TABLE: Row[] = [
  [
    "what allOf names is evaluated",
    {
      given: object({ a: S }, { allOf: [object({ b: N })], ...CLOSED }),
      want: "{ a?: string; b?: number }",
    },
  ],
  [
    "what another branch of oneOf names is not",
    {
      given: object({}, { oneOf: [present("a"), present("b")], ...CLOSED }),
      want: "{ a: unknown; b?: never } | { b: unknown; a?: never }",
    },
  ],
  [
    "what another branch of anyOf names may be, should it hold too",
    {
      given: object({}, { anyOf: [has("a"), has("b")], ...CLOSED }),
      want: "{ a: string; b?: unknown } | { b: string; a?: unknown }",
    },
  ],
  [
    "what a condition names is evaluated where it holds",
    {
      given: object(
        {},
        Object.fromEntries([
          ["if", { ...has("a"), properties: { a: { const: "x" } } }],
          ["then", has("b")],
          ["else", has("c")],
          ["unevaluatedProperties", false],
        ]),
      ),
      want: '{ a: "x"; b: string } | { c: string; a?: never }',
    },
  ],
  [
    "a dependency that does not apply evaluates nothing",
    {
      given: object({ a: S }, { dependentSchemas: { a: { properties: { b: N } } }, ...CLOSED }),
      want: "{ a?: never; b?: never } | { a: string; b?: number }",
    },
  ],
  [
    "not evaluates nothing",
    {
      given: object({ a: S }, { not: { not: { properties: { b: N } } }, ...CLOSED }),
      want: "{ a?: string }",
    },
  ],
  [
    "a list of values evaluates nothing",
    { given: { type: "object", enum: [{ a: 1 }], ...CLOSED }, want: "never" },
  ],
  [
    "patterns evaluate what they match",
    {
      given: object({ a: S }, { patternProperties: { "^x-": N }, ...CLOSED }),
      want: "{ a?: string; [key: `x-${string}`]: number }",
    },
  ],
  [
    "what is not evaluated has a type",
    {
      given: object({ a: S }, { unevaluatedProperties: N }),
      want: "{ a?: string; [key: string]: number | string | undefined }",
    },
  ],
  [
    "where that cannot be told, it only opens",
    {
      given: object({ a: S }, { allOf: [{ $ref: "elsewhere.json" }], ...CLOSED }),
      want: "{ a?: string; [key: string]: unknown }",
    },
  ],
  [
    "a schema that applies itself cannot be told",
    {
      given: object({ a: S }, { allOf: [{ $ref: "#" }], ...CLOSED }),
      want: "{ a?: string; [key: string]: unknown }",
    },
  ],
  [
    "items that allOf has positions for",
    { given: { ...ENDS, allOf: [{ prefixItems: [S] }] }, want: "[string?]" },
  ],
  [
    "items that any branch speaks of, should it hold",
    { given: { ...ENDS, anyOf: [{ items: S }, {}] }, want: "unknown[]" },
  ],
  [
    "items that contains evaluates",
    { given: { ...ENDS, prefixItems: [N], contains: S }, want: "[number, ...string[]]" },
  ],
  [
    "in 2019-09 contains evaluates nothing",
    {
      given: { $schema: DRAFT[2019], ...ENDS, items: [N], contains: S },
      want: "[number]",
    },
  ],
  [
    "items in not are not evaluated",
    {
      given: { ...ENDS, prefixItems: [S], not: { not: { prefixItems: [S, N] } } },
      want: "[string?]",
    },
  ],
];

test.each(TABLE)("%s", (_, { given, want }) => {
  expect(typeOf(given)).toBe(want);
});
