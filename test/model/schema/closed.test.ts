import { expect, test } from "vitest";
import type { JsonObject } from "../../../src/json.ts";
import { object, S, typeOf } from "./type-of.ts";

/** Whether an input takes arguments that its schema does not name. */
const TABLE: [name: string, row: { given: JsonObject; want: string }][] = [
  ["an object", { given: { type: "object" }, want: "{ [key: string]: unknown }" }],
  ["no properties", { given: object({}), want: "{ [key: string]: never }" }],
  [
    "no properties, none of them required",
    { given: object({}, { required: [] }), want: "{ [key: string]: never }" },
  ],
  [
    "no properties, and others",
    { given: object({}, { additionalProperties: true }), want: "{ [key: string]: unknown }" },
  ],
  [
    "no properties, one of them required",
    { given: object({}, { required: ["a"] }), want: "{ a: unknown }" },
  ],
  ["properties", { given: object({ a: S }, { required: [] }), want: "{ a?: string }" }],
];

test.each(TABLE)("%s", (_, { given, want }) => {
  expect(typeOf(given, "input")).toBe(want);
});

test("a result may always have more", () => {
  expect(typeOf(object({}, { required: [] }))).toBe("{ [key: string]: unknown }");
});
