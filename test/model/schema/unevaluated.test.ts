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
      want: "{ a: string; b?: string } | { b: string; a?: string }",
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
    "a branch of anyOf that evaluates everything speaks for the others",
    {
      given: object(
        {},
        { anyOf: [{ additionalProperties: N, ...present("a") }, has("b")], ...CLOSED },
      ),
      want: "{ a: unknown; [key: string]: unknown } | { b: string }",
    },
  ],
  [
    "nested branches of anyOf",
    {
      given: object({}, { anyOf: [{ anyOf: [has("a"), present("b")] }, has("c")], ...CLOSED }),
      want: "{ a: string; b?: unknown; c?: string } | { b: unknown; a?: string; c?: string } | { c: string; a?: string; b?: unknown }",
    },
  ],
  [
    "patterns of several branches of anyOf only open",
    {
      given: object(
        {},
        {
          anyOf: [{ patternProperties: { "^x": S } }, { patternProperties: { "^y": S } }],
          ...CLOSED,
        },
      ),
      want: "{ [key: string]: unknown }",
    },
  ],
  [
    "items that a branch of anyOf speaks of, should it hold",
    { given: { ...ENDS, anyOf: [{ items: S }, {}] }, want: "string[] | []" },
  ],
  [
    "positions of each branch of anyOf",
    {
      given: { ...ENDS, anyOf: [{ prefixItems: [S] }, { prefixItems: [true, N] }] },
      want: "[string?] | [unknown?, number?]",
    },
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
