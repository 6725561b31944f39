import { isJsonObject, type JsonValue } from "../../json.ts";
import type { NamePattern } from "./patterns.ts";
import { conjoin, keyword, type Conjunction, type Schema } from "./schema.ts";

/** Objects: named properties, names by pattern, then the rest. */
export interface ObjectShape {
  /** Includes what the patterns that surely match a name say of it. */
  properties: ReadonlyMap<string, Conjunction>;
  required: ReadonlySet<string>;
  patterns: readonly PatternRule[];
  /** What all other properties must be; `null`: the schema neither names nor opens them. */
  rest: Conjunction | null;
  /** Properties that `unevaluatedProperties` beside it does not speak of, besides those of the patterns. */
  evaluated: EvaluatedNames | "all";
}

export interface EvaluatedNames {
  names: ReadonlySet<string>;
  /** Names that are evaluated if one of these schemas, of alternatives that may hold too, accepts their value. */
  perhaps: ReadonlyMap<string, readonly Schema[]>;
}

export const NONE_EVALUATED: EvaluatedNames = { names: new Set(), perhaps: new Map() };

export interface PatternRule {
  pattern: NamePattern;
  schemas: Conjunction;
}

export const OPEN_SHAPE: ObjectShape = {
  properties: new Map(),
  required: new Set(),
  patterns: [],
  rest: null,
  evaluated: NONE_EVALUATED,
};

/** What is known of the property with this name, named or not. Never more than the schema says. */
export function schemasFor(shape: ObjectShape, name: string): Conjunction {
  const own = shape.properties.get(name);
  if (own !== undefined) return own;
  const verdicts = shape.patterns.map((rule) => rule.pattern.matches(name));
  const matched = shape.patterns.filter((_, index) => verdicts[index] === true);
  if (matched.length > 0) return matched.map((rule) => rule.schemas).reduce(conjoin);
  return verdicts.includes(undefined) ? [] : (shape.rest ?? []);
}

/** @returns `null` where a required property can have no value, as far as that shows without evaluating references */
export function intersectObjects(a: ObjectShape, b: ObjectShape): ObjectShape | null {
  const properties = new Map<string, Conjunction>();
  const required = new Set([...a.required, ...b.required]);
  for (const name of new Set([...a.properties.keys(), ...b.properties.keys()])) {
    const schemas = conjoin(schemasFor(a, name), schemasFor(b, name));
    if (required.has(name) && contradicts(schemas)) return null;
    properties.set(name, schemas);
  }
  return {
    properties,
    required,
    patterns: [...patternsBeside(a, b), ...patternsBeside(b, a)],
    rest: a.rest === null ? b.rest : b.rest === null ? a.rest : conjoin(a.rest, b.rest),
    evaluated: evaluatedByBoth(a.evaluated, b.evaluated),
  };
}

export function evaluatedByBoth(
  a: ObjectShape["evaluated"],
  b: ObjectShape["evaluated"],
): ObjectShape["evaluated"] {
  if (a === "all" || b === "all") return "all";
  if (b.names.size === 0 && b.perhaps.size === 0) return a;
  if (a.names.size === 0 && a.perhaps.size === 0) return b;
  const perhaps = new Map(a.perhaps);
  for (const [name, schemas] of b.perhaps) {
    perhaps.set(name, [...new Set([...(perhaps.get(name) ?? []), ...schemas])]);
  }
  return { names: new Set([...a.names, ...b.names]), perhaps };
}

/** The rules of one shape where another one holds too: its `rest` speaks of the same names if it has no rules. */
function patternsBeside(shape: ObjectShape, other: ObjectShape): PatternRule[] {
  const rest = other.patterns.length === 0 ? (other.rest ?? []) : [];
  return shape.patterns.map((rule) => ({ ...rule, schemas: conjoin(rule.schemas, rest) }));
}

/** Whether no value can satisfy all: told from `false`, `const` and `enum` alone, which is what tells variants apart. */
function contradicts(schemas: Conjunction): boolean {
  if (schemas.includes(false)) return true;
  const lists = schemas.map(scalarList).filter((list) => list !== null);
  const [first, ...others] = lists;
  if (first === undefined || others.length === 0) return false;
  return !first.some((value) => others.every((list) => list.includes(value)));
}

function scalarList(schema: Schema): JsonValue[] | null {
  if (!isJsonObject(schema)) return null;
  const constant = keyword(schema, "const");
  const list = constant === undefined ? keyword(schema, "enum") : [constant];
  if (!Array.isArray(list) || list.length > 64) return null;
  return list.every((value) => value === null || typeof value !== "object") ? list : null;
}
