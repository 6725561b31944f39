import { compile } from "json-schema-to-typescript";
import { expect, test } from "vitest";
import { schemaToTypeScript } from "../../src/model/schema-to-typescript.ts";
import type { JsonObject } from "../../src/json.ts";
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
  ["odd property names", object({ "a-b": { type: "string" }, "1": { type: "number" } }, ["a-b"])],
];

function object(properties: JsonObject, required: string[]): JsonObject {
  return { type: "object", properties, required, additionalProperties: false };
}

test.each(CASES)("%s: the same as json-schema-to-typescript", async (_name, schema) => {
  const ours = schemaToTypeScript(schema, { name: "Type", role: "input" });
  expect(ours.diagnostics).toEqual([]);
  const theirs = await compile(structuredClone(schema), "Type", {
    bannerComment: "",
    $refOptions: { resolve: { external: false } },
  });
  expect(strictErrors(sideBySide(ours.code, theirs))).toEqual([]);
});

test("the comparison sees a difference", () => {
  const text = "export type Type = { a: string };";
  expect(strictErrors(sideBySide(text, text))).toEqual([]);
  expect(strictErrors(sideBySide(text, "export type Type = { a: number };"))).toHaveLength(2);
});

/** Each in a namespace of its own, and assigned to each other. */
function sideBySide(ours: string, theirs: string): string {
  return `declare namespace Ours {\n${ours}\n}
declare namespace Theirs {\n${theirs}\n}
export const there = (value: Ours.Type): Theirs.Type => value;
export const back = (value: Theirs.Type): Ours.Type => value;
`;
}
