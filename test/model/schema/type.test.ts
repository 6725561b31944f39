import { expect, test } from "vitest";
import { codesOf, type Row, S, typeOf } from "./type-of.ts";

const TABLE: Row[] = [
  ["a type", { given: { type: "string" }, want: "string" }],
  ["an integer is a number", { given: { type: "integer" }, want: "number" }],
  ["several types", { given: { type: ["string", "null"] }, want: "string | null" }],
  ["no type", { given: {}, want: "unknown" }],
  ["annotations are no constraints", { given: { description: "x", title: "y" }, want: "unknown" }],
  ["constraints without a type allow other types", { given: { minLength: 1 }, want: "unknown" }],
  ["true", { given: true, want: "unknown" }],
  ["false", { given: false, want: "never" }],
  ["OpenAPI's nullable", { given: { type: "string", nullable: true }, want: "string | null" }],
  ["nullable without a type", { given: { nullable: true }, want: "unknown" }],
  ["vendor keywords", { given: { type: "string", tsType: "x; evil()" }, want: "string" }],
];

test.each(TABLE)("%s", (_, { given, want }) => {
  expect(typeOf(given)).toBe(want);
});

test.each([{ type: "any" }, { type: [] }, { type: null }, { type: ["string", 1] }])(
  "%j is malformed: reported, and may be anything",
  (given) => {
    expect([typeOf(given), codesOf(given)]).toEqual(["unknown", ["SCHEMA_KEYWORD_INVALID"]]);
  },
);

test.each(["string", "number", "integer", "boolean", "null"])(
  "%s with words and limits: the quick way gives what evaluating gives",
  (type) => {
    const plain = { type, title: "A", description: "B", minimum: 1, pattern: "^a", items: S, x: 1 };
    expect(typeOf(plain)).toBe(typeOf({ ...plain, allOf: [true] }));
  },
);
