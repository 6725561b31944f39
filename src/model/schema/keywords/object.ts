import { isJsonObject, type JsonObject } from "../../../json.ts";
import { hasKeyword } from "../dialect.ts";
import type { Evaluation } from "../evaluation.ts";
import { SCHEMA_LIMITS } from "../limits.ts";
import { schemasFor, type ObjectShape, type PatternRule } from "../objects.ts";
import { matchesEveryName, readPattern } from "../patterns.ts";
import { conjoin, isSchema, keyword, type Conjunction, type Schema } from "../schema.ts";
import { ANYTHING, type Values } from "../values.ts";

export const OBJECT_KEYWORDS = [
  "properties",
  "required",
  "additionalProperties",
  "patternProperties",
  "propertyNames",
  "maxProperties",
];

/** Properties (core 10.3.2, validation 6.5). Says nothing about values that are no objects. */
export function objectValues(schema: JsonObject, evaluation: Evaluation): Values {
  const named = schemaMap(schema, "properties", evaluation);
  if (named.length > SCHEMA_LIMITS.properties) {
    evaluation.capped(`an object with ${named.length} properties`);
    return ANYTHING;
  }
  if (named.some(([name]) => name.length > SCHEMA_LIMITS.nameLength)) {
    evaluation.capped("the length of a property's name");
    return ANYTHING;
  }
  const patterns = patternRules(schema, evaluation);
  const required = requiredNames(schema, evaluation);
  const everywhere = patterns.filter(({ pattern }) => matchesEveryName(pattern));
  const more = keyword(schema, "additionalProperties");
  // Where a pattern matches every name, no other properties are left.
  const rest =
    everywhere.length > 0
      ? everywhere.map((rule) => rule.schemas).reduce(conjoin)
      : isSchema(more)
        ? [more]
        : null;
  const shape: ObjectShape = {
    properties: new Map(named.map(([name, value]) => [name, alsoMatched(name, value, patterns)])),
    required: new Set(required),
    patterns: patterns
      .filter((rule) => !everywhere.includes(rule))
      .map((rule) => ({
        ...rule,
        schemas: everywhere.map((other) => other.schemas).reduce(conjoin, rule.schemas),
      })),
    rest,
    evaluated:
      rest === null ? { names: new Set(named.map(([name]) => name)), perhaps: new Map() } : "all",
  };
  const complete = nameRequired(restrictNames(schema, shape, evaluation));
  return { ...ANYTHING, object: isImpossible(schema, complete) ? [] : [complete] };
}

function alsoMatched(name: string, own: Schema, patterns: readonly PatternRule[]): Conjunction {
  if (patterns.length === 0) return [own];
  return patterns
    .filter((rule) => rule.pattern.matches(name) === true)
    .map((rule) => rule.schemas)
    .reduce(conjoin, [own]);
}

function patternRules(schema: JsonObject, evaluation: Evaluation): PatternRule[] {
  return schemaMap(schema, "patternProperties", evaluation).map(([source, value]) => ({
    pattern: readPattern(source),
    schemas: [value],
  }));
}

export function requiredNames(schema: JsonObject, evaluation: Evaluation): string[] {
  const required = keyword(schema, "required");
  // Draft 3's boolean, still met on properties: it says nothing there.
  if (required === undefined || typeof required === "boolean") return [];
  if (!Array.isArray(required)) {
    evaluation.report("SCHEMA_KEYWORD_INVALID", "`required` is not an array of names", schema);
    return [];
  }
  return required.filter((name) => typeof name === "string");
}

/** `propertyNames` that list names, or allow none, and `maxProperties: 0`. Other limits on names have no type. */
function restrictNames(
  schema: JsonObject,
  shape: ObjectShape,
  evaluation: Evaluation,
): ObjectShape {
  if (keyword(schema, "maxProperties") === 0) return closeTo([], shape);
  const names = keyword(schema, "propertyNames");
  if (!isSchema(names) || !hasKeyword(evaluation.dialect, "propertyNames")) return shape;
  const { string } = evaluation.evaluate(names);
  return string.except ? shape : closeTo([...string.values], shape);
}

/** The shape with these property names and no others. */
function closeTo(names: readonly string[], shape: ObjectShape): ObjectShape {
  const allowed = new Set(names);
  const properties = new Map<string, Conjunction>();
  for (const name of shape.properties.keys()) {
    if (!allowed.has(name)) properties.set(name, [false]);
  }
  for (const name of allowed) properties.set(name, schemasFor(shape, name));
  return { ...shape, properties, patterns: [], rest: [false] };
}

/** A required property is named by that, whatever else is said of it. */
function nameRequired(shape: ObjectShape): ObjectShape {
  const unnamed = [...shape.required].filter((name) => !shape.properties.has(name));
  if (unnamed.length === 0) return shape;
  const properties = new Map(shape.properties);
  for (const name of unnamed) properties.set(name, schemasFor(shape, name));
  return { ...shape, properties };
}

function isImpossible(schema: JsonObject, shape: ObjectShape): boolean {
  const most = keyword(schema, "maxProperties");
  if (typeof most === "number" && shape.required.size > most) return true;
  return [...shape.required].some((name) => shape.properties.get(name)?.includes(false));
}

/** The schemas of a keyword that maps names to schemas; what is no schema is reported and left out. */
export function schemaMap(
  schema: JsonObject,
  name: string,
  evaluation: Evaluation,
): [string, Schema][] {
  const map = keyword(schema, name);
  if (map === undefined) return [];
  if (!isJsonObject(map)) {
    evaluation.report("SCHEMA_KEYWORD_INVALID", `\`${name}\` is not an object`, schema);
    return [];
  }
  return Object.entries(map).map(([key, value]) => {
    if (isSchema(value)) return [key, value];
    evaluation.report("SCHEMA_KEYWORD_INVALID", `a member of \`${name}\` is no schema`, schema);
    return [key, true];
  });
}
