import { isJsonObject, type JsonObject, type JsonValue } from "../../../json.ts";
import { hasKeyword, refReplacesSiblings } from "../dialect.ts";
import { nothingEvaluated } from "../evaluated.ts";
import type { Evaluation } from "../evaluation.ts";
import { SCHEMA_LIMITS } from "../limits.ts";
import { OPEN_SHAPE, type ObjectShape } from "../objects.ts";
import { isSchema, keyword, type Schema } from "../schema.ts";
import {
  ANYTHING,
  intersectValues,
  NOTHING,
  uniteValues,
  type Shapes,
  type Values,
} from "../values.ts";
import { branches } from "./compose.ts";
import { enumComplement, listedBy } from "./enum.ts";
import { requiredNames, schemaMap } from "./object.ts";
import { referenceTargets } from "./reference.ts";
import { typeComplement } from "./type.ts";

/** `not` (core 10.2.1.4), as far as TypeScript can say it. */
export function negatedValues(schema: JsonObject, evaluation: Evaluation): Values {
  const negated = keyword(schema, "not");
  if (!isSchema(negated)) return ANYTHING;
  const values = evaluation.complement(negated);
  return evaluation.tracksEvaluated ? nothingEvaluated(values) : values;
}

/** Keywords that can only refuse values of one kind: what they refuse is at most all of that kind. */
const REFUSES: [kind: keyof Values, keywords: string[]][] = [
  ["number", ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"]],
  [
    "string",
    ["minLength", "maxLength", "pattern", "format", "contentEncoding", "contentMediaType"],
  ],
  [
    "array",
    ["items", "prefixItems", "additionalItems", "contains", "minItems", "maxItems", "uniqueItems"],
  ],
  ["array", ["unevaluatedItems", "minContains", "maxContains"]],
  ["object", ["additionalProperties", "patternProperties", "propertyNames", "minProperties"]],
  ["object", ["maxProperties", "dependentRequired", "dependentSchemas", "dependencies"]],
  ["object", ["unevaluatedProperties"]],
];

/** Keywords whose refusals could be of any kind and are not worked out. */
const OPAQUE = ["oneOf", "if", "$dynamicRef", "$recursiveRef", "nullable"];

/**
 * What a schema refuses: by De Morgan the union of what its keywords refuse, each worked out exactly or as a superset,
 * so that the whole is a superset too.
 */
export function schemaComplement(schema: Schema, evaluation: Evaluation): Values {
  if (!isJsonObject(schema)) return schema ? NOTHING : ANYTHING;
  if (OPAQUE.some((name) => Object.hasOwn(schema, name))) return ANYTHING;
  if (Object.hasOwn(schema, "$ref") && refReplacesSiblings(evaluation.dialect)) {
    return refusedByReference(schema, evaluation);
  }
  let refused = NOTHING;
  const also = (values: Values): void => {
    refused = uniteValues(refused, values, evaluation);
  };
  if (Object.hasOwn(schema, "type")) also(typeComplement(schema));
  for (const name of ["const", "enum"] as const) {
    if (!Object.hasOwn(schema, name) || !hasKeyword(evaluation.dialect, name)) continue;
    const list = listedBy(schema, name);
    also(list === null ? ANYTHING : enumComplement(list));
  }
  for (const [kind, names] of REFUSES) {
    if (names.some((name) => refuses(name, keyword(schema, name)))) {
      also({ ...NOTHING, [kind]: ANYTHING[kind] });
    }
  }
  also(composedComplement(schema, evaluation));
  also({ ...NOTHING, object: refusedObjects(schema, evaluation) });
  return refused;
}

/** `additionalProperties: true` and its like refuse nothing. */
function refuses(name: string, value: JsonValue | undefined): boolean {
  if (value === undefined || value === true) return false;
  return !(name === "patternProperties" && isJsonObject(value) && allTrue(value));
}

function allTrue(map: JsonObject): boolean {
  return Object.values(map).every((member) => member === true);
}

function composedComplement(schema: JsonObject, evaluation: Evaluation): Values {
  let refused = Object.hasOwn(schema, "$ref") ? refusedByReference(schema, evaluation) : NOTHING;
  for (const branch of branches(schema, "allOf", evaluation)) {
    refused = uniteValues(refused, evaluation.complement(branch), evaluation);
  }
  const alternatives = branches(schema, "anyOf", evaluation);
  if (alternatives.length > 0) {
    const all = alternatives
      .map((branch) => evaluation.complement(branch))
      .reduce((a, b) => intersectValues(a, b, evaluation));
    refused = uniteValues(refused, all, evaluation);
  }
  const negated = keyword(schema, "not");
  return isSchema(negated)
    ? uniteValues(refused, evaluation.evaluate(negated), evaluation)
    : refused;
}

function refusedByReference(schema: JsonObject, evaluation: Evaluation): Values {
  const [target] = referenceTargets(schema, evaluation);
  return target === undefined ? ANYTHING : evaluation.complement(target);
}

/** An object is refused for a required property that it lacks, or for a property with a value that is refused. */
function refusedObjects(schema: JsonObject, evaluation: Evaluation): Shapes<ObjectShape> {
  const lacking = requiredNames(schema, evaluation).map((name): ObjectShape => ({
    ...OPEN_SHAPE,
    properties: new Map([[name, [false]]]),
  }));
  const wrong = schemaMap(schema, "properties", evaluation)
    .filter(([, property]) => property !== true)
    .map(([name, property]): ObjectShape => ({
      ...OPEN_SHAPE,
      properties: new Map([[name, [negation(property)]]]),
      required: new Set([name]),
    }));
  const shapes = [...lacking, ...wrong];
  return shapes.length > SCHEMA_LIMITS.alternatives ? "every" : shapes;
}

const negations = new WeakMap<JsonObject, JsonObject>();

/** One object for each schema, because memos go by identity. */
function negation(schema: Schema): Schema {
  if (typeof schema === "boolean") return !schema;
  const known = negations.get(schema) ?? { not: schema };
  negations.set(schema, known);
  return known;
}
