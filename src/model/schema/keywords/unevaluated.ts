import { isJsonObject, type JsonObject } from "../../../json.ts";
import { OPEN_ARRAY, type ArrayShape } from "../arrays.ts";
import { hasKeyword } from "../dialect.ts";
import type { Evaluation } from "../evaluation.ts";
import { isPruned } from "../normalize.ts";
import { OPEN_SHAPE, schemasFor, type ObjectShape } from "../objects.ts";
import { conjoin, isSchema, keyword, type Conjunction, type Schema } from "../schema.ts";
import type { Shapes, Values } from "../values.ts";
import { REFERENCE_KEYWORDS, referenceTargets } from "./reference.ts";

/**
 * `unevaluatedProperties` and `unevaluatedItems` (core 11): what the keywords beside them, followed through `allOf`,
 * `$ref` and so on, do not speak of. Every shape knows what has been evaluated where it holds. Where that cannot be told
 * from the schema alone they only open, never close.
 */
export function withoutUnevaluated(
  values: Values,
  schema: JsonObject,
  evaluation: Evaluation,
): Values {
  const properties = keyword(schema, "unevaluatedProperties");
  const items = keyword(schema, "unevaluatedItems");
  const limitsProperties =
    isSchema(properties) && hasKeyword(evaluation.dialect, "unevaluatedProperties");
  const limitsItems = isSchema(items) && hasKeyword(evaluation.dialect, "unevaluatedItems");
  if (!limitsProperties && !limitsItems) return values;
  const isKnown = !evaluation.hasCapped() && canTell(schema, evaluation, new Set(), new Set());
  let { object, array } = values;
  if (limitsProperties) object = limitProperties(object, properties, isKnown);
  if (limitsItems && isKnown) array = limitItems(array, items);
  return { ...values, object, array };
}

function limitProperties(
  shapes: Shapes<ObjectShape>,
  others: Schema,
  isKnown: boolean,
): Shapes<ObjectShape> {
  const list = shapes === "every" ? [OPEN_SHAPE] : shapes;
  return list
    .map((shape) => limitShape(isKnown ? shape : { ...shape, evaluated: "all" }, others))
    .filter(
      (shape) => ![...shape.required].some((name) => schemasFor(shape, name).includes(false)),
    );
}

function limitShape(shape: ObjectShape, others: Schema): ObjectShape {
  const { evaluated, patterns, rest } = shape;
  if (evaluated === "all") return rest === null ? { ...shape, patterns: [], rest: [true] } : shape;
  const properties = new Map<string, Conjunction>();
  for (const [name, schemas] of shape.properties) {
    const isEvaluated =
      evaluated.names.has(name) || patterns.some(({ pattern }) => pattern.matches(name) !== false);
    properties.set(name, isEvaluated ? schemas : conjoin(schemas, [others]));
  }
  for (const [name, perhaps] of evaluated.perhaps) {
    if (evaluated.names.has(name)) continue;
    const own = shape.properties.get(name) ?? schemasFor(shape, name);
    properties.set(name, conjoin(own, [{ anyOf: [others, ...perhaps] }]));
  }
  for (const name of evaluated.names) properties.set(name, schemasFor(shape, name));
  return { ...shape, properties, rest: conjoin(rest ?? [], [others]), evaluated: "all" };
}

function limitItems(shapes: Shapes<ArrayShape>, others: Schema): Shapes<ArrayShape> {
  const list = shapes === "every" ? [OPEN_ARRAY] : shapes;
  return list.map((shape) => {
    const { leading, alsoOf } = shape.evaluated;
    if (leading === Infinity) return shape;
    const allowed = [alsoOf.length === 0 ? others : { anyOf: [others, ...alsoOf] }];
    const length = Math.max(leading, shape.prefix.length);
    const prefix = Array.from({ length }, (_, index) => {
      const schemas = shape.prefix[index] ?? shape.rest ?? [];
      return index < leading ? schemas : conjoin(schemas, allowed);
    });
    const evaluated = { leading: Infinity, alsoOf: [] };
    return { ...shape, prefix, rest: conjoin(shape.rest ?? [], allowed), evaluated };
  });
}

const MAX_DEPTH = 16;

/** Whether everything that a schema applies in place is known and finite, so that its shapes say what it evaluates. */
function canTell(
  schema: Schema,
  evaluation: Evaluation,
  open: Set<Schema>,
  done: Set<Schema>,
): boolean {
  if (typeof schema === "boolean" || done.has(schema)) return true;
  if (open.has(schema) || open.size > MAX_DEPTH || isPruned(schema)) return false;
  const references = REFERENCE_KEYWORDS.filter(
    (name) => Object.hasOwn(schema, name) && hasKeyword(evaluation.dialect, name),
  );
  const targets = referenceTargets(schema, evaluation);
  if (targets.length < references.length) return false;
  open.add(schema);
  const isKnown = [...targets, ...appliedInPlace(schema)].every((applied) =>
    canTell(applied, evaluation, open, done),
  );
  open.delete(schema);
  done.add(schema);
  return isKnown;
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
