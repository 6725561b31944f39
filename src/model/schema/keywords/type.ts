import type { JsonObject, JsonValue } from "../../../json.ts";
import type { Evaluation } from "../evaluation.ts";
import { keyword } from "../schema.ts";
import { EVERY } from "../scalars.ts";
import { ANYTHING, NOTHING, uniteValues, type Values } from "../values.ts";

const TYPES = new Map<JsonValue, Values>([
  ["null", { ...NOTHING, null: true }],
  ["boolean", { ...NOTHING, boolean: EVERY }],
  ["number", { ...NOTHING, number: EVERY }],
  // TypeScript has no integers; `integer` stands in the documentation.
  ["integer", { ...NOTHING, number: EVERY }],
  ["string", { ...NOTHING, string: EVERY }],
  ["array", { ...NOTHING, array: "every" }],
  ["object", { ...NOTHING, object: "every" }],
]);

/** `type` (validation 6.1.1) and OpenAPI's `nullable`, which widens it. Unknown names are reported and ignored. */
export function typeValues(schema: JsonObject, evaluation: Evaluation): Values {
  const declared = keyword(schema, "type");
  if (declared === undefined) return ANYTHING;
  const names = Array.isArray(declared) ? declared : [declared];
  const known = names.map((name) => TYPES.get(name)).filter((values) => values !== undefined);
  if (known.length < names.length || names.length === 0) {
    evaluation.report("SCHEMA_KEYWORD_INVALID", "`type` is not one of JSON Schema's types", schema);
    return ANYTHING;
  }
  const values = known.reduce((all, one) => uniteValues(all, one, evaluation), NOTHING);
  return isNullable(schema) ? { ...values, null: true } : values;
}

/** OpenAPI 3.0's way to add `null` to a type. No draft has it; taking it at its word only widens. */
export function isNullable(schema: JsonObject): boolean {
  return keyword(schema, "nullable") === true && keyword(schema, "type") !== undefined;
}

/** What is not of these types: exact but for `integer`, whose complement still has numbers. */
export function typeComplement(schema: JsonObject): Values {
  const declared = keyword(schema, "type");
  const names = Array.isArray(declared) ? declared : [declared];
  if (names.length === 0 || names.some((name) => name === undefined || !TYPES.has(name))) {
    return ANYTHING;
  }
  const values: Values = { ...ANYTHING };
  for (const name of names) {
    const kind = name === "integer" ? undefined : KINDS.get(name as JsonValue);
    if (kind !== undefined) Object.assign(values, { [kind]: NOTHING[kind] });
  }
  return values;
}

const KINDS = new Map<JsonValue, keyof Values>([
  ["null", "null"],
  ["boolean", "boolean"],
  ["number", "number"],
  ["string", "string"],
  ["array", "array"],
  ["object", "object"],
]);
