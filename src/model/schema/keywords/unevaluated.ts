import { isJsonObject, type JsonObject } from "../../../json.ts";
import type { ArrayShape } from "../arrays.ts";
import { hasKeyword } from "../dialect.ts";
import type { Evaluation } from "../evaluation.ts";
import { isPruned } from "../normalize.ts";
import { OPEN_SHAPE, schemasFor, type ObjectShape } from "../objects.ts";
import { conjoin, isSchema, keyword, type Conjunction, type Schema } from "../schema.ts";
import type { Shapes, Values } from "../values.ts";
import { referenceTargets } from "./reference.ts";

/**
 * `unevaluatedProperties` and `unevaluatedItems` (core 11): what the keywords beside them, followed through `allOf`,
 * `$ref` and so on, do not speak of. Where that cannot be told from the schema alone they only open, never close.
 */
export function withoutUnevaluated(
  values: Values,
  schema: JsonObject,
  evaluation: Evaluation,
): Values {
  const properties = keyword(schema, "unevaluatedProperties");
  const items = keyword(schema, "unevaluatedItems");
  let { object, array } = values;
  if (isSchema(properties) && hasKeyword(evaluation.dialect, "unevaluatedProperties")) {
    object = limitProperties(object, properties, spokenNames(schema, evaluation));
  }
  if (isSchema(items) && hasKeyword(evaluation.dialect, "unevaluatedItems")) {
    array = limitItems(array, items, spokenItems(schema, evaluation));
  }
  return { ...values, object, array };
}

function limitProperties(
  shapes: Shapes<ObjectShape>,
  others: Schema,
  spoken: ReadonlySet<string> | null,
): Shapes<ObjectShape> {
  const list = shapes === "every" ? [OPEN_SHAPE] : shapes;
  if (spoken === null) {
    return list.map((shape) => (isSilent(shape) ? { ...shape, rest: [true] } : shape));
  }
  return list
    .map((shape) => limitShape(shape, others, spoken))
    .filter(
      (shape) => ![...shape.required].some((name) => schemasFor(shape, name).includes(false)),
    );
}

/** Whether it says nothing about properties that it does not name. */
function isSilent(shape: ObjectShape): boolean {
  return shape.rest === null && shape.patterns.length === 0;
}

function limitShape(shape: ObjectShape, others: Schema, spoken: ReadonlySet<string>): ObjectShape {
  if (!isSilent(shape)) return shape;
  const properties = new Map<string, Conjunction>();
  for (const [name, schemas] of shape.properties) {
    properties.set(name, spoken.has(name) ? schemas : conjoin(schemas, [others]));
  }
  for (const name of spoken) properties.set(name, schemasFor(shape, name));
  return { ...shape, properties, rest: [others] };
}

function limitItems(
  shapes: Shapes<ArrayShape>,
  others: Schema,
  spoken: number | null,
): Shapes<ArrayShape> {
  if (spoken === null) return shapes;
  const list: readonly ArrayShape[] =
    shapes === "every" ? [{ prefix: [], rest: null, min: 0, max: Infinity }] : shapes;
  return list.map((shape) => {
    if (shape.rest !== null) return shape;
    const length = Math.max(spoken, shape.prefix.length);
    const prefix = Array.from({ length }, (_, index) => shape.prefix[index] ?? []);
    return { ...shape, prefix, rest: [others] };
  });
}

const MAX_DEPTH = 16;

/** The names of properties that a schema evaluates in place, in any branch; `null` where names alone do not tell. */
function spokenNames(schema: JsonObject, evaluation: Evaluation): Set<string> | null {
  const names = new Set<string>();
  const complete = visit(schema, evaluation, new Set(), 0, (part, depth) => {
    const inner = depth > 0 && Object.hasOwn(part, "unevaluatedProperties");
    if (inner || part["additionalProperties"] !== undefined) return false;
    if (part["patternProperties"] !== undefined) return false;
    const properties = keyword(part, "properties");
    if (isJsonObject(properties)) for (const name of Object.keys(properties)) names.add(name);
    return true;
  });
  return complete ? names : null;
}

/** How many leading items a schema evaluates in place, at most; `null` where that does not tell. */
function spokenItems(schema: JsonObject, evaluation: Evaluation): number | null {
  let most = 0;
  const complete = visit(schema, evaluation, new Set(), 0, (part, depth) => {
    const inner = depth > 0 && Object.hasOwn(part, "unevaluatedItems");
    if (inner || Object.hasOwn(part, "contains") || isSchema(keyword(part, "items"))) return false;
    if (Object.hasOwn(part, "additionalItems")) return false;
    for (const name of ["prefixItems", "items"]) {
      const list = keyword(part, name);
      if (Array.isArray(list)) most = Math.max(most, list.length);
    }
    return true;
  });
  return complete ? most : null;
}

/** Visits a schema and everything it applies in place; `false` as soon as a part cannot be told. */
function visit(
  schema: Schema,
  evaluation: Evaluation,
  seen: Set<Schema>,
  depth: number,
  part: (schema: JsonObject, depth: number) => boolean,
): boolean {
  if (typeof schema === "boolean") return true;
  if (seen.has(schema) || depth > MAX_DEPTH || isPruned(schema)) return false;
  seen.add(schema);
  if (!part(schema, depth)) return false;
  if (Object.hasOwn(schema, "$dynamicRef") || Object.hasOwn(schema, "$recursiveRef")) return false;
  const targets = referenceTargets(schema, evaluation);
  if (Object.hasOwn(schema, "$ref") && targets.length === 0) return false;
  return [...targets, ...appliedInPlace(schema)].every((applied) =>
    visit(applied, evaluation, seen, depth + 1, part),
  );
}

function appliedInPlace(schema: JsonObject): Schema[] {
  const single = ["if", "then", "else"].map((name) => keyword(schema, name));
  const lists = ["allOf", "anyOf", "oneOf"].flatMap((name) => keyword(schema, name) ?? []);
  const dependent = ["dependentSchemas", "dependencies"].flatMap((name) => {
    const map = keyword(schema, name);
    return isJsonObject(map) ? Object.values(map) : [];
  });
  return [...single, ...lists, ...dependent].filter(isSchema);
}
