import * as fc from "fast-check";
import { compile } from "json-schema-to-typescript";
import { expect, test } from "vitest";
import { schemaToTypeScript } from "../../src/model/schema-to-typescript.ts";
import type { JsonObject, JsonValue } from "../../src/json.ts";
import { strictErrors } from "./type-script.ts";

/** Schemas that json-schema-to-typescript gets right too: there both must mean the same. */
const CASES: [string, JsonObject][] = [
  ["required and optional", object({ a: { type: "string" }, b: { type: "number" } }, ["a"])],
  ["integers and booleans", object({ a: { type: "integer" }, b: { type: "boolean" } }, ["a", "b"])],
  ["enum of strings", object({ state: { enum: ["open", "closed"] } }, ["state"])],
  ["enum of several kinds", object({ v: { enum: ["a", 1, true, null] } }, ["v"])],
  ["const", object({ kind: { const: "circle" } }, ["kind"])],
  ["type list", object({ v: { type: ["string", "null"] } }, ["v"])],
  ["array", object({ items: { type: "array", items: { type: "string" } } }, ["items"])],
  ["array of enum", object({ items: { type: "array", items: { enum: ["a", "b"] } } }, ["items"])],
  ["anyOf", object({ v: { anyOf: [{ type: "string" }, { type: "number" }] } }, ["v"])],
  ["nested object", object({ o: object({ x: { type: "number" } }, ["x"]) }, ["o"])],
  [
    "discriminated union",
    object(
      {
        shape: {
          oneOf: [
            object({ kind: { const: "a" }, a: { type: "string" } }, ["kind", "a"]),
            object({ kind: { const: "b" }, b: { type: "number" } }, ["kind", "b"]),
          ],
        },
      },
      ["shape"],
    ),
  ],
  [
    "typed additional properties",
    object({ o: { type: "object", additionalProperties: { type: "number" } } }, ["o"]),
  ],
  [
    "reference",
    {
      ...object({ a: { $ref: "#/definitions/p" }, b: { $ref: "#/definitions/p" } }, ["a"]),
      definitions: { p: object({ x: { type: "string" } }, ["x"]) },
    },
  ],
  [
    "recursion",
    {
      ...object({ root: { $ref: "#/definitions/node" } }, ["root"]),
      definitions: {
        node: object(
          {
            name: { type: "string" },
            children: { type: "array", items: { $ref: "#/definitions/node" } },
          },
          ["name"],
        ),
      },
    },
  ],
  ["oneOf", object({ v: { oneOf: [{ type: "string" }, { type: "boolean" }] } }, ["v"])],
  ["null beside an object", object({ v: { anyOf: [object({}, []), { type: "null" }] } }, ["v"])],
  ["enum with null", object({ v: { type: ["string", "null"], enum: ["a", null] } }, ["v"])],
  ["an enum that a type narrows", object({ v: { type: "string", enum: ["a", "b"] } }, ["v"])],
  ["any value", object({ a: {}, b: true }, ["a"])],
  ["no value", object({ a: { type: "string" }, b: { not: {} } }, ["a"])],
  ["an array of anything", object({ v: { type: "array" } }, ["v"])],
  ["an array of arrays", object({ v: arrayOf(arrayOf({ type: "number" })) }, ["v"])],
  ["a tuple", object({ v: tuple([{ type: "string" }, { type: "number" }]) }, ["v"])],
  ["a tuple of objects", object({ v: tuple([object({ x: { type: "null" } }, ["x"])]) }, ["v"])],
  ["an object of anything", object({ o: { type: "object", additionalProperties: true } }, ["o"])],
  [
    "additional properties beside named ones",
    {
      type: "object",
      properties: { a: { type: "string" }, n: { type: "string" } },
      required: ["a"],
      additionalProperties: { type: "string" },
    },
  ],
  [
    "allOf of one reference",
    {
      ...object({ a: { allOf: [{ $ref: "#/definitions/p" }] } }, ["a"]),
      definitions: { p: object({ x: { type: "string" } }, ["x"]) },
    },
  ],
  [
    "a reference to a part of itself",
    object({ a: object({ x: { type: "string" } }, ["x"]), b: { $ref: "#/properties/a" } }, ["a"]),
  ],
  [
    "mutual recursion",
    {
      ...object({ a: { $ref: "#/definitions/a" } }, ["a"]),
      definitions: {
        a: object({ b: { $ref: "#/definitions/b" } }, []),
        b: object({ a: { anyOf: [{ $ref: "#/definitions/a" }, { type: "null" }] } }, ["a"]),
      },
    },
  ],
  ["odd property names", object({ "a-b": { type: "string" }, "1": { type: "number" } }, ["a-b"])],
];

function object(properties: JsonObject, required: string[]): JsonObject {
  return { type: "object", properties, required, additionalProperties: false };
}

function arrayOf(items: JsonObject): JsonObject {
  return { type: "array", items };
}

/** As drafts 4 to 7 have it: json-schema-to-typescript knows no other. */
function tuple(items: JsonObject[]): JsonObject {
  const { length } = items;
  return { type: "array", items, additionalItems: false, minItems: length, maxItems: length };
}

/** What the other compiler makes of a schema. */
async function theirs(schema: JsonObject): Promise<string> {
  return compile(structuredClone(schema), "Type", {
    bannerComment: "",
    format: false,
    $refOptions: { resolve: { external: false } },
  });
}

function ours(schema: JsonObject): string {
  const { code, diagnostics } = schemaToTypeScript(schema, { name: "Type", role: "input" });
  expect(diagnostics).toEqual([]);
  return code;
}

test.each(CASES)("%s: the same as json-schema-to-typescript", async (_name, schema) => {
  const text = sideBySide("", ours(schema), await theirs(schema));
  expect(strictErrors(text)).toEqual([]);
});

const PROPERTY = fc.constantFrom("a", "b", "kind", "with-dash", "1");

/** Schemas that both can say: closed objects, maps, arrays, enumerations, alternatives, references. */
const SCHEMA: fc.Arbitrary<JsonObject> = fc.letrec<{ schema: JsonObject }>((tie) => ({
  schema: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.constantFrom<JsonObject>(
      { type: "string" },
      { type: "number" },
      { type: "integer" },
      { type: "boolean" },
      { type: "null" },
      { type: ["string", "null"] },
      { type: ["number", "boolean"] },
    ),
    fc.constantFrom<JsonObject>(
      { $ref: "#/definitions/point" },
      { $ref: "#/definitions/tree" },
      { $ref: "#/definitions/color" },
    ),
    fc
      .uniqueArray(fc.constantFrom<JsonValue>("x", "y", "it's", 1, -1, 0.5, true, false, null), {
        minLength: 1,
        maxLength: 4,
      })
      .map((values) => ({ enum: values })),
    fc.constantFrom<JsonValue>("x", 1, true, null).map((value) => ({ const: value })),
    tie("schema").map(arrayOf),
    fc.array(tie("schema"), { minLength: 1, maxLength: 3 }).map(tuple),
    fc
      .tuple(
        fc.dictionary(PROPERTY, tie("schema"), { maxKeys: 4, noNullPrototype: true }),
        fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }),
      )
      .map(([properties, flags]) =>
        object(
          properties,
          Object.keys(properties).filter((_, index) => flags[index] === true),
        ),
      ),
    tie("schema").map((values) => ({ type: "object", additionalProperties: values })),
    // Not `oneOf`: the other takes it for `anyOf`, where ours leaves out what two branches accept.
    fc.array(tie("schema"), { minLength: 2, maxLength: 3 }).map((anyOf) => ({ anyOf })),
  ),
})).schema;

const DEFINITIONS: JsonObject = {
  point: object({ x: { type: "number" }, y: { type: "number" } }, ["x"]),
  tree: object({ value: { type: "string" }, children: arrayOf({ $ref: "#/definitions/tree" }) }, [
    "value",
  ]),
  color: { enum: ["red", "green"] },
};

/** `FUZZ_SEED` and `FUZZ_RUNS` of the environment choose other cases, and more. */
const SEED = Number(process.env["FUZZ_SEED"] ?? 3);
const RUNS = Number(process.env["FUZZ_RUNS"] ?? 100);

test("random schemas mean the same to both", async () => {
  const cases = await Promise.all(
    fc.sample(SCHEMA, { seed: SEED, numRuns: RUNS }).map(async (inner) => {
      const schema = { ...object({ v: inner }, ["v"]), definitions: DEFINITIONS };
      return { inner, mine: ours(schema), other: await theirs(schema) };
    }),
  );
  const text = cases.map(({ mine, other }, index) => sideBySide(`${index}`, mine, other)).join("");
  const lines = text.split("\n");
  const different = strictErrors(text).map(({ line, message }) => {
    const index = Number(/^export const \w+?(\d+) /.exec(lines[line - 1] ?? "")?.[1]);
    const { inner, mine, other } = cases[index] ?? {};
    return { message, schema: JSON.stringify(inner), mine, other };
  });
  expect(different.slice(0, 3)).toEqual([]);
});

test("the comparison sees a difference", () => {
  const text = "export type Type = { a: string };";
  const errorsOf = (other: string): number[] =>
    strictErrors(sideBySide("", text, other)).map(({ line }) => line);
  expect(errorsOf(text)).toEqual([]);
  expect(errorsOf("export type Type = { a: number };")).toHaveLength(2);
  expect(errorsOf("export type Type = { a: string | number };")).toHaveLength(1);
  expect(errorsOf("export type Type = { a?: string };")).toHaveLength(1);
  expect(errorsOf("export type Type = { a: unknown };")).toHaveLength(1);
});

/** Each in a namespace of its own, and assigned to each other. `any` would be the same as everything. */
function sideBySide(suffix: string, mine: string, other: string): string {
  return `declare namespace Ours${suffix} {
${mine}
}
declare namespace Theirs${suffix} {
${other.replaceAll(/\bany\b/g, "unknown")}
}
export const there${suffix} = (value: Ours${suffix}.Type): Theirs${suffix}.Type => value;
export const back${suffix} = (value: Theirs${suffix}.Type): Ours${suffix}.Type => value;
`;
}
