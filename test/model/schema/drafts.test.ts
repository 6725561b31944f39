import { expect, test } from "vitest";
import type { JsonObject, JsonValue } from "../../../src/json.ts";
import { strictErrors } from "../type-script.ts";
import { printNamedType } from "../../../src/model/print.ts";
import { compileSchema } from "../../../src/model/schema/compile.ts";
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

/** Values by the rows of the table: what each draft says of them, as its validators have it. */
const VALUES: Record<string, { valid: JsonValue[]; invalid: JsonValue[] }> = {
  "4 exclusiveMinimum is a boolean": { valid: [1], invalid: ["1", null] },
  "4 id names a definition": { valid: [{}, { x: "s" }], invalid: [{ x: 1 }, 1] },
  "4 $id is no keyword": { valid: [{ x: 1 }], invalid: [[]] },
  "4 const is no keyword": { valid: ["a", "b"], invalid: [1] },
  "4 propertyNames is no keyword": { valid: [{ b: 1 }], invalid: ["b"] },
  "4 items as a list, additionalItems": { valid: [[], ["s", 1]], invalid: [[1], ["s", "s"]] },
  "4 dependencies of both kinds": {
    valid: [{}, { b: "s" }, { a: "s", b: "s" }],
    invalid: [{ a: "s" }, { a: "s", b: 1 }],
  },
  "6 const": { valid: ["a"], invalid: ["b", 1] },
  "6 contains asks for an item": { valid: [], invalid: [[], [1]] },
  "6 propertyNames": { valid: [{}, { a: 1 }], invalid: [{ b: 1 }] },
  "6 $id of a fragment names a definition": { valid: [{ x: "s" }], invalid: [{ x: 1 }] },
  "6 boolean schemas": { valid: [{ a: 1 }, {}], invalid: [{ b: 1 }] },
  "6 if is no keyword": { valid: [{ a: "s" }], invalid: [{ a: 1 }] },
  "7 if": { valid: ["a"], invalid: ["b", 1] },
  "7 dependentRequired is no keyword": { valid: [{ a: "s" }], invalid: [{ a: 1 }] },
  "7 unevaluatedItems is no keyword": { valid: [["s", 1], []], invalid: [[1]] },
  "2019 dependentRequired": { valid: [{}, { a: "s", b: "s" }], invalid: [{ a: "s" }] },
  "2019 $anchor": { valid: [{ x: "s" }], invalid: [{ x: 1 }] },
  "2019 $recursiveRef": { valid: [{ next: { next: {} } }], invalid: [{ next: { next: 1 } }] },
  "2019 items as a list, additionalItems": { valid: [[], ["s"]], invalid: [[1], ["s", "s"]] },
  "2019 prefixItems is no keyword": { valid: [[1], ["s"]], invalid: [{}, 1] },
  "2019 unevaluatedItems": { valid: [["s"], []], invalid: [["s", 1], [1]] },
  "2019 a reference with siblings": { valid: [{ x: "b" }, {}], invalid: [{ x: 1 }, { x: "c" }] },
  "2020 prefixItems": { valid: [["s", 1], []], invalid: [[1], ["s", "s"]] },
  "2020 $recursiveRef is no keyword": { valid: [{ next: 1 }], invalid: [1] },
  "2020 $dynamicRef with one target": { valid: [{ next: {} }], invalid: [{ next: 1 }] },
};

test("TypeScript takes the valid values of each row, and refuses the invalid ones", () => {
  const lines = ["export {};"];
  const wanted = new Map<number, string>();
  for (const [index, [draft, name, { given }]] of TABLE.entries()) {
    const { valid, invalid } = VALUES[`${draft} ${name}`] ?? { valid: [], invalid: [] };
    expect(valid.length + invalid.length, `${draft} ${name}`).toBeGreaterThan(0);
    const schema: JsonValue = { $schema: DRAFT[draft], ...given };
    const { type } = compileSchema(schema, { name: `T${index}`, role: "output" });
    lines.push(...printNamedType(type, { docs: "none" }).trimEnd().split("\n"));
    for (const value of valid) lines.push(`void (${JSON.stringify(value)} satisfies T${index});`);
    for (const value of invalid) {
      wanted.set(lines.push(`void (${JSON.stringify(value)} satisfies T${index});`), name);
    }
  }
  const refused = new Set(strictErrors(lines.join("\n")).map(({ line }) => line));
  const textOf = (line: number): string => lines[line - 1] ?? "";
  expect([...refused].filter((line) => !wanted.has(line)).map(textOf)).toEqual([]);
  expect([...wanted.keys()].filter((line) => !refused.has(line)).map(textOf)).toEqual([]);
});
