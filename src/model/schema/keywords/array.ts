import type { JsonObject, JsonValue } from "../../../json.ts";
import type { ArrayShape } from "../arrays.ts";
import { hasKeyword, type Dialect } from "../dialect.ts";
import type { Evaluation } from "../evaluation.ts";
import { isFinitePositive, isSchema, keyword, type Conjunction } from "../schema.ts";
import { ANYTHING, type Values } from "../values.ts";

export const ARRAY_KEYWORDS = ["items", "prefixItems", "minItems", "maxItems", "contains"];

/** Items (core 10.3.1, validation 6.4). Says nothing about values that are no arrays. */
export function arrayValues(schema: JsonObject, evaluation: Evaluation): Values {
  const { prefix, rest } = itemSchemas(schema, evaluation);
  const shape: ArrayShape = {
    prefix,
    rest,
    min: Math.max(count(schema, "minItems", 0), leastContained(schema, evaluation.dialect)),
    max: count(schema, "maxItems", Infinity),
    evaluated: {
      leading: rest === null ? prefix.length : Infinity,
      alsoOf: containedSchemas(schema, evaluation.dialect),
    },
  };
  const isImpossible = shape.min > shape.max || shape.min === Infinity;
  return { ...ANYTHING, array: isImpossible ? [] : [shape] };
}

function itemSchemas(
  schema: JsonObject,
  evaluation: Evaluation,
): Pick<ArrayShape, "prefix" | "rest"> {
  const items = keyword(schema, "items");
  const prefix = keyword(schema, "prefixItems");
  if (Array.isArray(prefix) && hasKeyword(evaluation.dialect, "prefixItems")) {
    return { prefix: prefix.map(oneSchema), rest: isSchema(items) ? [items] : null };
  }
  if (Array.isArray(items)) {
    const more = keyword(schema, "additionalItems");
    const speaks = isSchema(more) && hasKeyword(evaluation.dialect, "additionalItems");
    return { prefix: items.map(oneSchema), rest: speaks ? [more] : null };
  }
  if (items !== undefined && !isSchema(items)) {
    evaluation.report("SCHEMA_KEYWORD_INVALID", "`items` is no schema", schema);
  }
  return { prefix: [], rest: isSchema(items) ? [items] : null };
}

function oneSchema(value: JsonValue): Conjunction {
  return isSchema(value) ? [value] : [];
}

function count(schema: JsonObject, name: string, otherwise: number): number {
  const value = keyword(schema, name);
  return isFinitePositive(value) ? value : otherwise;
}

/** Since 2020-12, items that `contains` asks for are evaluated by that (core 10.3.1.3). */
function containedSchemas(schema: JsonObject, dialect: Dialect): Conjunction {
  const contained = keyword(schema, "contains");
  return isSchema(contained) && dialect.draft >= 2020 ? [contained] : [];
}

/** How many items `contains` asks for, `Infinity` if no array can have them; what they are has no type. */
function leastContained(schema: JsonObject, dialect: Dialect): number {
  const contained = keyword(schema, "contains");
  if (!isSchema(contained) || !hasKeyword(dialect, "contains")) return 0;
  const least = hasKeyword(dialect, "minContains") ? count(schema, "minContains", 1) : 1;
  const most = hasKeyword(dialect, "maxContains")
    ? count(schema, "maxContains", Infinity)
    : Infinity;
  return least > (contained === false ? 0 : most) ? Infinity : least;
}
