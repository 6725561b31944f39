import { expect, test } from "vitest";
import { codesOf, DRAFT, type Row, typeOf } from "./type-of.ts";

const TABLE: Row[] = [
  ["strings", { given: { enum: ["a", "b"] }, want: '"a" | "b"' }],
  ["of any kind", { given: { enum: ["a", 1, true, null] }, want: '"a" | 1 | true | null' }],
  ["only those of the type", { given: { type: "string", enum: ["a", 1, null] }, want: '"a"' }],
  ["only the integers", { given: { type: "integer", enum: [1, 1.5] }, want: "1" }],
  ["both booleans", { given: { enum: [true, false] }, want: "boolean" }],
  ["none", { given: { enum: [] }, want: "never" }],
  ["a constant", { given: { const: "a" }, want: '"a"' }],
  ["a constant in an enumeration", { given: { const: "a", enum: ["a", "b"] }, want: '"a"' }],
  ["an object", { given: { const: { a: 1, b: [true] } }, want: "{ a: 1; b: [true] }" }],
  ["an empty object", { given: { const: {} }, want: "{ [key: string]: never }" }],
  ["an array", { given: { const: [1, "a"] }, want: '[1, "a"]' }],
  ["nullable", { given: { type: "string", nullable: true, enum: ["a"] }, want: '"a" | null' }],
  ["numbers", { given: { enum: [-0, 1e21, 1e-7, -1] }, want: "0 | 1e21 | 1e-7 | -1" }],
  ["what overflowed has no literal", { given: { const: Infinity }, want: "number" }],
  ["draft 4 has no const", { given: { $schema: DRAFT[4], const: "a" }, want: "unknown" }],
];

test.each(TABLE)("%s", (_, { given, want }) => {
  expect(typeOf(given)).toBe(want);
});

test("more values than a type can have become their kind", () => {
  const given = { enum: [...Array.from({ length: 3000 }, (_, index) => `v${index}`), null] };
  expect([typeOf(given), codesOf(given)]).toEqual(["string | null", ["SCHEMA_CAPPED"]]);
});

test("what is no list is reported and ignored", () => {
  expect([typeOf({ enum: "a" }), codesOf({ enum: "a" })]).toEqual([
    "unknown",
    ["SCHEMA_KEYWORD_INVALID"],
  ]);
});
