import { canonicalJson, isJsonObject, type JsonObject, type JsonValue } from "../../../json.ts";
import { OPEN_ARRAY, type ArrayShape } from "../arrays.ts";
import { hasKeyword } from "../dialect.ts";
import type { Evaluation } from "../evaluation.ts";
import { SCHEMA_LIMITS } from "../limits.ts";
import { PRUNED } from "../normalize.ts";
import { NONE_EVALUATED, type ObjectShape } from "../objects.ts";
import { keyword, type Conjunction } from "../schema.ts";
import { allBut, booleans, EVERY, only, type Scalars } from "../scalars.ts";
import { ANYTHING, intersectValues, type Shapes, type Values } from "../values.ts";
import { isNullable } from "./type.ts";

/** `enum` and `const` (validation 6.1.2, 6.1.3), of any JSON values. */
export function enumValues(schema: JsonObject, evaluation: Evaluation): Values {
  let values = ANYTHING;
  const list = keyword(schema, "enum");
  if (Array.isArray(list)) values = listedValues(list, evaluation);
  else if (list !== undefined) {
    evaluation.report("SCHEMA_KEYWORD_INVALID", "`enum` is not an array", schema);
  }
  const constant = keyword(schema, "const");
  if (constant !== undefined && hasKeyword(evaluation.dialect, "const")) {
    values = intersectValues(values, listedValues([constant], evaluation), evaluation);
  }
  if (values === ANYTHING) return values;
  return withinType(isNullable(schema) ? { ...values, null: true } : values, schema);
}

/** `integer` beside the list leaves only the integers of it. */
function withinType(values: Values, schema: JsonObject): Values {
  if (keyword(schema, "type") !== "integer" || values.number.except) return values;
  return { ...values, number: only([...values.number.values].filter(Number.isInteger)) };
}

function listedValues(list: readonly JsonValue[], evaluation: Evaluation): Values {
  if (list.includes(PRUNED)) return ANYTHING;
  return {
    null: list.includes(null),
    boolean: booleans(list.filter((value) => typeof value === "boolean")),
    number: capped(list.filter(isNumber), evaluation),
    string: capped(
      list.filter((value) => typeof value === "string"),
      evaluation,
    ),
    array: distinctShapes(list.filter(Array.isArray), arrayLiteral, evaluation),
    object: distinctShapes(list.filter(isJsonObject), objectLiteral, evaluation),
  };
}

function isNumber(value: JsonValue): value is number {
  return typeof value === "number";
}

/** -0 is 0 in JSON; what overflowed to infinity while it was parsed has no literal. */
function capped<T extends string | number>(values: T[], evaluation: Evaluation): Scalars<T> {
  if (values.length > SCHEMA_LIMITS.literals) {
    evaluation.capped(`an enumeration of ${values.length} values`);
    return EVERY;
  }
  if (values.some((value) => value === Infinity || value === -Infinity)) return EVERY;
  return only(values.map((value) => (value === 0 ? (0 as T) : value)));
}

function distinctShapes<V extends JsonValue, S>(
  values: readonly V[],
  shape: (value: V) => S,
  evaluation: Evaluation,
): Shapes<S> {
  if (values.length > SCHEMA_LIMITS.alternatives) {
    evaluation.capped(`an enumeration of ${values.length} structures`);
    return "every";
  }
  const distinct = new Map(values.map((value) => [canonicalJson(value), value]));
  return [...distinct.values()].map(shape);
}

function arrayLiteral(value: readonly JsonValue[]): ArrayShape {
  const { length } = value;
  return { ...OPEN_ARRAY, prefix: value.map(exactly), rest: [false], min: length, max: length };
}

function objectLiteral(value: JsonObject): ObjectShape {
  const entries = Object.entries(value);
  return {
    properties: new Map(entries.map(([name, member]) => [name, exactly(member)])),
    required: new Set(entries.map(([name]) => name)),
    patterns: [],
    rest: [false],
    evaluated: NONE_EVALUATED,
  };
}

function exactly(value: JsonValue): Conjunction {
  return [{ enum: [value] }];
}

/** What is none of the values listed: exact for scalars. Structures are not subtracted. */
export function enumComplement(list: readonly JsonValue[]): Values {
  return {
    ...ANYTHING,
    null: !list.includes(null),
    boolean: booleans([true, false].filter((value) => !list.includes(value))),
    number: allBut(list.filter(isNumber)),
    string: allBut(list.filter((value) => typeof value === "string")),
  };
}

/** The list that `const` or `enum` gives, for the complement. */
export function listedBy(schema: JsonObject, name: "const" | "enum"): JsonValue[] | null {
  const value = keyword(schema, name);
  if (value === undefined) return null;
  if (name === "const") return [value];
  return Array.isArray(value) ? value : null;
}
