import { isJsonObject } from "../../json.ts";
import type { TypeNode } from "../types.ts";
import { PRUNED } from "./normalize.ts";
import type { Conjunction } from "./schema.ts";

const TYPES = new Map<unknown, TypeNode>([
  ["string", { kind: "string" }],
  ["number", { kind: "number" }],
  ["integer", { kind: "number" }],
  ["boolean", { kind: "boolean" }],
  ["null", { kind: "null" }],
]);

/** With these the type of a scalar is not all that `type` says. */
const SAYS_MORE = new Set([
  "$dynamicRef",
  "$recursiveRef",
  "$ref",
  "allOf",
  "anyOf",
  "const",
  "enum",
  "if",
  "not",
  "nullable",
  "oneOf",
  "pattern",
]);

/**
 * The type of a schema that is one scalar type with words and limits, as most parameters are: what evaluating it would
 * give, without the work. `null` for every other schema.
 */
export function plainType(schemas: Conjunction): TypeNode | null {
  const [schema] = schemas;
  if (schemas.length !== 1 || !isJsonObject(schema) || !Object.hasOwn(schema, "type")) return null;
  const type = TYPES.get(schema["type"]);
  if (type === undefined) return null;
  for (const name of Object.keys(schema)) {
    if (SAYS_MORE.has(name) || schema[name] === PRUNED) return null;
  }
  return type;
}
