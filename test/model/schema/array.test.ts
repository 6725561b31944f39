import { expect, test } from "vitest";
import { DRAFT, N, type Row, S, typeOf } from "./type-of.ts";

const TABLE: Row[] = [
  ["bare", { given: { type: "array" }, want: "unknown[]" }],
  ["items", { given: { type: "array", items: S }, want: "string[]" }],
  [
    "of an enumeration",
    { given: { type: "array", items: { enum: ["a", "b"] } }, want: '("a" | "b")[]' },
  ],
  [
    "of alternatives",
    { given: { type: "array", items: { anyOf: [S, N] } }, want: "(string | number)[]" },
  ],
  [
    "bounds stay out of the type",
    { given: { type: "array", items: S, minItems: 1, maxItems: 2 }, want: "string[]" },
  ],
  ["no items", { given: { type: "array", maxItems: 0 }, want: "[]" }],
  ["no items are valid", { given: { type: "array", items: false }, want: "[]" }],
  [
    "bounds that exclude each other",
    { given: { type: "array", minItems: 2, maxItems: 1 }, want: "never" },
  ],
  [
    "positions",
    { given: { type: "array", prefixItems: [S, N] }, want: "[string?, number?, ...unknown[]]" },
  ],
  [
    "positions, some required",
    {
      given: { type: "array", prefixItems: [S, N], minItems: 1 },
      want: "[string, number?, ...unknown[]]",
    },
  ],
  [
    "positions only",
    {
      given: { type: "array", prefixItems: [S, N], items: false, minItems: 2 },
      want: "[string, number]",
    },
  ],
  [
    "positions and others",
    { given: { type: "array", prefixItems: [S], items: N }, want: "[string?, ...number[]]" },
  ],
  [
    "draft 7: a list of items is positions",
    {
      given: { $schema: DRAFT[7], type: "array", items: [S, N] },
      want: "[string?, number?, ...unknown[]]",
    },
  ],
  [
    "draft 7: additional items",
    {
      given: { $schema: DRAFT[7], type: "array", items: [S], additionalItems: false },
      want: "[string?]",
    },
  ],
  [
    "draft 7 has no prefixItems",
    { given: { $schema: DRAFT[7], type: "array", prefixItems: [S] }, want: "unknown[]" },
  ],
  ["contains is left to validation", { given: { type: "array", contains: S }, want: "unknown[]" }],
  ["contains what cannot be", { given: { type: "array", contains: false }, want: "never" }],
  [
    "contains more than it may contain",
    { given: { type: "array", contains: S, minContains: 3, maxContains: 1 }, want: "never" },
  ],
  [
    "unevaluated items",
    { given: { type: "array", prefixItems: [S], unevaluatedItems: false }, want: "[string?]" },
  ],
  [
    "positions that exclude each other",
    {
      given: {
        allOf: [
          { type: "array", prefixItems: [S] },
          { prefixItems: [N], minItems: 1 },
        ],
      },
      want: "never",
    },
  ],
];

test.each(TABLE)("%s", (_, { given, want }) => {
  expect(typeOf(given)).toBe(want);
});
