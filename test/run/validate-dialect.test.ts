import { format, Validator } from "@cfworker/json-schema";
import { expect, test } from "vitest";
import type { JsonObject, JsonValue } from "../../src/json.ts";
import { adaptSchema } from "../../src/run/validate-dialect.ts";
import { compileSchema } from "../../src/model/schema/compile.ts";
import { printNamedType } from "../../src/model/print.ts";
import { strictErrors } from "../model/type-script.ts";

const DRAFT = {
  3: "http://json-schema.org/draft-03/schema#",
  4: "http://json-schema.org/draft-04/schema#",
  6: "http://json-schema.org/draft-06/schema#",
  7: "http://json-schema.org/draft-07/schema#",
  2019: "https://json-schema.org/draft/2019-09/schema",
  2020: "https://json-schema.org/draft/2020-12/schema",
};

interface Row {
  /** `null`: no `$schema`. */
  draft: keyof typeof DRAFT | null;
  given: JsonObject;
  valid: JsonValue[];
  /** What the validator refuses. */
  invalid: JsonValue[];
}

const LINKED = { type: "object", properties: { v: { type: "string" } }, required: ["v"] };

const TABLE: [string, Row][] = [
  [
    "nullable widens a type",
    {
      draft: null,
      given: { type: "string", nullable: true, minLength: 2 },
      valid: [null, "ab"],
      invalid: [1, "a"],
    },
  ],
  [
    "nullable widens the values listed",
    {
      draft: null,
      given: { type: "string", enum: ["a", "b"], nullable: true },
      valid: [null, "a"],
      invalid: ["c", 1],
    },
  ],
  [
    "nullable beside const and enum",
    {
      draft: 7,
      given: { type: ["string", "number"], enum: ["a", "b"], const: "a", nullable: true },
      valid: [null, "a"],
      invalid: ["b"],
    },
  ],
  [
    "nullable within",
    {
      draft: 4,
      given: { type: "object", properties: { a: { type: "integer", nullable: true } } },
      valid: [{ a: null }, { a: 1 }, {}],
      invalid: [{ a: "x" }],
    },
  ],
  [
    "nullable of no type says nothing",
    { draft: null, given: { enum: ["a"], nullable: true }, valid: ["a"], invalid: [null] },
  ],
  [
    "exclusiveMinimum of draft 4",
    { draft: 4, given: { minimum: 1, exclusiveMinimum: true }, valid: [2], invalid: [1] },
  ],
  [
    "the same without a draft",
    { draft: null, given: { minimum: 1, exclusiveMinimum: true }, valid: [2], invalid: [1] },
  ],
  [
    "false, without a draft",
    { draft: null, given: { maximum: 1, exclusiveMaximum: false }, valid: [1, -1], invalid: [2] },
  ],
  [
    "a boolean where it is a number",
    { draft: 2020, given: { minimum: 1, exclusiveMinimum: true }, valid: [1], invalid: [0] },
  ],
  ["const is no keyword of draft 4", { draft: 4, given: { const: 1 }, valid: [1, 2], invalid: [] }],
  [
    "if is no keyword of draft 6",
    { draft: 6, given: { if: true, else: false, then: false }, valid: [1], invalid: [] },
  ],
  [
    "id of draft 4",
    {
      draft: 4,
      given: {
        definitions: { a: { id: "#a", type: "string" } },
        properties: { x: { $ref: "#a" } },
      },
      valid: [{ x: "s" }],
      invalid: [{ x: 1 }],
    },
  ],
  [
    "id is a name like any other since",
    {
      draft: null,
      given: {
        id: "http://x.example/y",
        properties: { id: { id: "http://z.example/", $ref: "#/$defs/a" } },
        $defs: { a: { type: "string" } },
      },
      valid: [{ id: "s" }],
      invalid: [{ id: 1 }],
    },
  ],
  [
    "an identifier beside $ref identifies nothing in draft 7",
    {
      draft: 7,
      given: {
        properties: { a: { $id: "http://x.example/", $ref: "#/definitions/a", enum: [1] } },
        definitions: { a: { type: "string" } },
      },
      valid: [{ a: "s" }],
      invalid: [{ a: 1 }],
    },
  ],
  [
    "items as a list",
    {
      draft: 7,
      given: { items: [{ type: "string" }], additionalItems: false },
      valid: [["a"]],
      invalid: [[1], ["a", 1]],
    },
  ],
  [
    "$recursiveRef",
    {
      draft: 2019,
      given: { ...LINKED, properties: { v: { type: "string" }, next: { $recursiveRef: "#" } } },
      valid: [{ v: "a", next: { v: "b" } }],
      invalid: [{ v: "a", next: { v: 1 } }],
    },
  ],
  [
    "$recursiveRef in a branch",
    {
      draft: 2019,
      given: {
        $recursiveAnchor: true,
        anyOf: [{ type: "string" }, { type: "array", items: { $recursiveRef: "#" } }],
      },
      valid: ["a", [["a"]]],
      invalid: [[1]],
    },
  ],
  [
    "$dynamicRef with one target",
    {
      draft: 2020,
      given: {
        $dynamicAnchor: "node",
        ...LINKED,
        properties: {
          v: { type: "string" },
          next: { $ref: "#/$defs/any", $dynamicRef: "#node" },
        },
        $defs: { any: { type: "object" } },
        unevaluatedProperties: false,
      },
      valid: [{ v: "a", next: { v: "b" } }],
      invalid: [
        { v: "a", next: { v: 1 } },
        { v: "a", w: 1 },
      ],
    },
  ],
  ["a type that is none", { draft: null, given: { type: "any" }, valid: [1, null], invalid: [] }],
  [
    "lists that are none",
    { draft: null, given: { anyOf: [], required: true, enum: "a" }, valid: [1, {}], invalid: [] },
  ],
];

for (const name of Object.keys(format)) Reflect.deleteProperty(format, name);

function accepts(schema: JsonObject, value: JsonValue): boolean {
  const adapted = adaptSchema(schema);
  if ("unusable" in adapted) throw new Error(adapted.unusable);
  return new Validator(adapted.schema, adapted.draft).validate(value).valid;
}

function schemaOf({ draft, given }: Row): JsonObject {
  return draft === null ? given : { $schema: DRAFT[draft], ...given };
}

test.each(TABLE)("%s", (_, row) => {
  const schema = schemaOf(row);
  const before = JSON.stringify(schema);
  expect(row.valid.filter((value) => !accepts(schema, value))).toEqual([]);
  expect(row.invalid.filter((value) => accepts(schema, value))).toEqual([]);
  expect(JSON.stringify(schema)).toBe(before);
});

test("what it accepts here, the types accept", () => {
  const text = TABLE.flatMap(([, row], index) => {
    const { type } = compileSchema(schemaOf(row), { name: `T${index}`, role: "output" });
    const values = row.valid.map((value) => `void (${JSON.stringify(value)} satisfies T${index});`);
    return [printNamedType(type, { docs: "none" }), ...values];
  });
  expect(strictErrors(`export {};\n${text.join("\n")}`)).toEqual([]);
});

test.each<[string, JsonObject]>([
  ["a draft that is not known", { $schema: DRAFT[3], type: "any" }],
  ["a dialect of someone", { $schema: "https://example.com/dialect", type: "string" }],
  [
    "a dynamic reference to what depends on the way there",
    {
      $id: "http://x.example/",
      $dynamicAnchor: "a",
      $defs: { b: { $id: "b", $dynamicAnchor: "a", properties: { c: { $dynamicRef: "#a" } } } },
    },
  ],
])("%s: passes everything", (_, schema) => {
  expect(adaptSchema(schema)).toHaveProperty("unusable");
});
