import { expect, test } from "vitest";
import type { JsonObject, JsonValue } from "../../../src/json.ts";
import { DRAFT, N, object, S, typeOf } from "./type-of.ts";

/** What a keyword means in one draft: `given` has the `$schema` of the draft added. */
type DraftRow = [draft: keyof typeof DRAFT, name: string, row: { given: JsonObject; want: string }];

const ref = (to: string): { $ref: string } => ({ $ref: to });
const ANY_LIST = "unknown[]";

const TABLE: DraftRow[] = [
  [
    4,
    "exclusiveMinimum is a boolean",
    { given: { type: "integer", minimum: 0, exclusiveMinimum: true }, want: "number" },
  ],
  [
    4,
    "id names a definition",
    {
      given: { definitions: { a: { id: "#a", ...S } }, ...object({ x: ref("#a") }) },
      want: "{ x?: string }",
    },
  ],
  [
    4,
    "$id is no keyword",
    {
      given: { definitions: { a: { $id: "#a", ...S } }, ...object({ x: ref("#a") }) },
      want: "{ x?: unknown }",
    },
  ],
  [4, "const is no keyword", { given: { type: "string", const: "a" }, want: "string" }],
  [
    4,
    "propertyNames is no keyword",
    {
      given: { type: "object", propertyNames: { enum: ["a"] } },
      want: "{ [key: string]: unknown }",
    },
  ],
  [
    4,
    "items as a list, additionalItems",
    { given: { type: "array", items: [S], additionalItems: N }, want: "[string?, ...number[]]" },
  ],
  [
    4,
    "dependencies of both kinds",
    {
      given: object({ a: S, b: S }, { dependencies: { a: ["b"] } }),
      want: "{ a?: never; b?: string } | { a: string; b: string }",
    },
  ],
  [6, "const", { given: { const: "a" }, want: '"a"' }],
  [
    6,
    "contains asks for an item",
    { given: { type: "array", contains: N, maxItems: 0 }, want: "never" },
  ],
  [
    6,
    "propertyNames",
    { given: { type: "object", propertyNames: { enum: ["a"] } }, want: "{ a?: unknown }" },
  ],
  [
    6,
    "$id of a fragment names a definition",
    {
      given: { definitions: { a: { $id: "#a", ...S } }, ...object({ x: ref("#a") }) },
      want: "{ x?: string }",
    },
  ],
  [
    6,
    "boolean schemas",
    { given: object({ a: true, b: false }), want: "{ a?: unknown; b?: never }" },
  ],
  [
    6,
    "if is no keyword",
    { given: object({ a: S }, { if: true, else: false }), want: "{ a?: string }" },
  ],
  [7, "if", { given: { type: "string", if: { const: "a" }, else: false }, want: '"a"' }],
  [
    7,
    "dependentRequired is no keyword",
    { given: object({ a: S }, { dependentRequired: { a: ["b"] } }), want: "{ a?: string }" },
  ],
  [
    7,
    "unevaluatedItems is no keyword",
    {
      given: { type: "array", items: [S], unevaluatedItems: false },
      want: `[string?, ...${ANY_LIST}]`,
    },
  ],
  [
    2019,
    "dependentRequired",
    {
      given: object({ a: S, b: S }, { dependentRequired: { a: ["b"] } }),
      want: "{ a?: never; b?: string } | { a: string; b: string }",
    },
  ],
  [
    2019,
    "$anchor",
    {
      given: { $defs: { a: { $anchor: "a", ...S } }, ...object({ x: ref("#a") }) },
      want: "{ x?: string }",
    },
  ],
  [
    2019,
    "$recursiveRef",
    {
      given: object({ next: { $recursiveRef: "#" } }, { $recursiveAnchor: true }),
      want: "{ next?: T }",
    },
  ],
  [
    2019,
    "items as a list, additionalItems",
    { given: { type: "array", items: [S], additionalItems: false }, want: "[string?]" },
  ],
  [
    2019,
    "prefixItems is no keyword",
    { given: { type: "array", prefixItems: [S] }, want: ANY_LIST },
  ],
  [
    2019,
    "unevaluatedItems",
    { given: { type: "array", items: [S], unevaluatedItems: false }, want: "[string?]" },
  ],
  [
    2019,
    "a reference with siblings",
    {
      given: { $defs: { a: S }, ...object({ x: { $ref: "#/$defs/a", enum: ["b", 1] } }) },
      want: '{ x?: "b" }',
    },
  ],
  [
    2020,
    "prefixItems",
    { given: { type: "array", prefixItems: [S], items: N }, want: "[string?, ...number[]]" },
  ],
  [
    2020,
    "$recursiveRef is no keyword",
    { given: object({ next: { $recursiveRef: "#" } }), want: "{ next?: unknown }" },
  ],
  [
    2020,
    "$dynamicRef with one target",
    {
      given: object({ next: { $dynamicRef: "#n" } }, { $dynamicAnchor: "n" }),
      want: "{ next?: T }",
    },
  ],
];

test.each(TABLE)("draft %s: %s", (draft, _, { given, want }) => {
  const schema: JsonValue = { $schema: DRAFT[draft], ...given };
  expect(typeOf(schema)).toBe(want);
});

test.each(Object.values(DRAFT))("%s: OpenAPI's nullable widens", ($schema) => {
  expect(typeOf({ $schema, type: "string", nullable: true })).toBe("string | null");
});
