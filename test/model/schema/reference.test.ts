import { expect, test } from "vitest";
import { codesOf, DRAFT, N, object, type Row, S, typeOf } from "./type-of.ts";

const PERSON = object({ first: S, last: S, born: N });
const ref = (to: string): { $ref: string } => ({ $ref: to });

const TABLE: Row[] = [
  [
    "a definition",
    { given: { $defs: { a: S }, ...object({ x: ref("#/$defs/a") }) }, want: "{ x?: string }" },
  ],
  [
    "used twice, it has a name",
    {
      given: {
        $defs: { person: PERSON },
        ...object({ x: ref("#/$defs/person"), y: ref("#/$defs/person") }),
      },
      want:
        "{ x?: T_Person; y?: T_Person }; " +
        "type T_Person = { born?: number; first?: string; last?: string }",
    },
  ],
  [
    "small, it is repeated",
    {
      given: { $defs: { id: S }, ...object({ x: ref("#/$defs/id"), y: ref("#/$defs/id") }) },
      want: "{ x?: string; y?: string }",
    },
  ],
  [
    "a tree",
    {
      given: {
        $defs: { node: object({ of: { type: "array", items: ref("#/$defs/node") } }) },
        $ref: "#/$defs/node",
      },
      want: "{ of?: T[] }",
    },
  ],
  ["the whole", { given: object({ next: ref("#") }), want: "{ next?: T }" }],
  [
    "any JSON",
    {
      given: {
        $defs: {
          json: {
            anyOf: [
              { type: ["string", "number", "boolean", "null"] },
              { type: "array", items: ref("#/$defs/json") },
              { type: "object", additionalProperties: ref("#/$defs/json") },
            ],
          },
        },
        ...object({ v: ref("#/$defs/json") }),
      },
      want:
        "{ v?: T_Json }; " +
        "type T_Json = string | number | boolean | T_Json[] | { [key: string]: T_Json } | null",
    },
  ],
  [
    "a loop that says nothing",
    {
      given: {
        $defs: { a: ref("#/$defs/b"), b: ref("#/$defs/a") },
        ...object({ x: ref("#/$defs/a") }),
      },
      want: "{ x?: unknown }",
    },
  ],
  [
    "a schema that applies itself",
    { given: { allOf: [ref("#")], ...object({ a: S }) }, want: "{ a?: string }" },
  ],
  [
    "a pointer into properties",
    {
      given: object({ a: object({ b: S }), c: ref("#/properties/a/properties/b") }),
      want: "{ a?: { b?: string }; c?: string }",
    },
  ],
  [
    "escapes of pointers (RFC 6901)",
    {
      given: { $defs: { "a/b~c d": S }, ...object({ x: ref("#/$defs/a~1b~0c%20d") }) },
      want: "{ x?: string }",
    },
  ],
  [
    "an anchor",
    {
      given: { $defs: { a: { $anchor: "here", ...S } }, ...object({ x: ref("#here") }) },
      want: "{ x?: string }",
    },
  ],
  [
    "an identifier within the document",
    {
      given: {
        $id: "https://example.com/root.json",
        $defs: { a: { $id: "item.json", ...S } },
        ...object({ x: ref("item.json") }),
      },
      want: "{ x?: string }",
    },
  ],
  [
    "draft 4's identifier",
    {
      given: {
        $schema: DRAFT[4],
        definitions: { a: { id: "#a", ...S } },
        ...object({ x: ref("#a") }),
      },
      want: "{ x?: string }",
    },
  ],
  [
    "an identifier in data identifies nothing",
    {
      given: object({ x: ref("data.json"), y: { default: { $id: "data.json", type: "string" } } }),
      want: "{ x?: unknown; y?: unknown }",
    },
  ],
  [
    "recursion of 2019-09",
    {
      given: { $schema: DRAFT[2019], ...object({ next: { $recursiveRef: "#" } }) },
      want: "{ next?: T }",
    },
  ],
  [
    "a dynamic reference with one target",
    {
      given: {
        $schema: DRAFT[2020],
        $dynamicAnchor: "n",
        ...object({ next: { $dynamicRef: "#n" } }),
      },
      want: "{ next?: T }",
    },
  ],
  [
    "a dynamic reference with several",
    {
      given: {
        $schema: DRAFT[2020],
        $dynamicAnchor: "n",
        $defs: { other: { $dynamicAnchor: "n" } },
        ...object({ next: { $dynamicRef: "#n" } }),
      },
      want: "{ next?: unknown }",
    },
  ],
  [
    "a dynamic reference that means what the way to it says",
    {
      given: {
        $schema: DRAFT[2020],
        ...object({ names: ref("names"), ages: ref("ages"), any: ref("list") }),
        $defs: {
          list: {
            $id: "list",
            ...object({ of: { type: "array", items: { $dynamicRef: "#item" } } }),
            $defs: { item: { $dynamicAnchor: "item" } },
          },
          names: {
            $id: "names",
            ...ref("list"),
            $defs: { item: { $dynamicAnchor: "item", ...S } },
          },
          ages: { $id: "ages", ...ref("list"), $defs: { item: { $dynamicAnchor: "item", ...N } } },
        },
      },
      want: "{ ages?: { of?: number[] }; any?: { of?: unknown[] }; names?: { of?: string[] } }",
    },
  ],
  [
    "with a pointer it is a reference like any other",
    {
      given: {
        $schema: DRAFT[2020],
        $dynamicAnchor: "a",
        ...object({ x: ref("inner") }),
        $defs: {
          inner: {
            $id: "inner",
            ...object({ y: { $dynamicRef: "#/$defs/a" } }),
            $defs: { a: { $dynamicAnchor: "a", ...S } },
          },
        },
      },
      want: "{ x?: { y?: string } }",
    },
  ],
  [
    "a recursive reference that an extension takes over",
    {
      given: {
        $schema: DRAFT[2019],
        $recursiveAnchor: true,
        $ref: "node",
        properties: { extra: S },
        $defs: {
          node: {
            $id: "node",
            $recursiveAnchor: true,
            ...object({ next: { $recursiveRef: "#" } }),
          },
        },
      },
      want: "{ extra?: string; next?: T }",
    },
  ],
  [
    "own members only",
    {
      given: JSON.parse(
        '{"$defs":{"__proto__":{"type":"string"}},"type":"object","properties":{"x":{"$ref":"#/$defs/__proto__"}}}',
      ) as { type: string },
      want: "{ x?: string }",
    },
  ],
];

test.each(TABLE)("%s", (_, { given, want }) => {
  expect(typeOf(given)).toBe(want);
});

test.each([
  "https://example.com/x.json",
  "http://127.0.0.1:1/x.json#/a",
  "file:///etc/passwd",
  "/etc/passwd",
  "../../.env",
  "\\\\host\\share",
  "data:application/json,{}",
  "urn:x",
  "#/../../x",
  "#/constructor/prototype",
  "#/properties/__proto__",
  "#/%zz",
  "#nowhere",
  "",
])("%j is outside or nowhere: never fetched, reported, and may be anything", (reference) => {
  // The empty reference is the document itself.
  const given = object({ x: ref(reference) });
  const want =
    reference === "" ? ["{ x?: T }", []] : ["{ x?: unknown }", ["SCHEMA_REF_UNRESOLVED"]];
  expect([typeOf(given), codesOf(given)]).toEqual(want);
});

test("a dialect nobody knows may be anything", () => {
  const given = { $schema: "http://evil/x", type: "string" };
  expect([typeOf(given), codesOf(given)]).toEqual(["unknown", ["SCHEMA_DIALECT_UNKNOWN"]]);
});
