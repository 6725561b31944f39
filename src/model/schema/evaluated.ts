import { evaluatedInBoth, OPEN_ARRAY, type ArrayShape } from "./arrays.ts";
import {
  NONE_EVALUATED,
  OPEN_SHAPE,
  schemasFor,
  type EvaluatedNames,
  type ObjectShape,
} from "./objects.ts";
import type { Conjunction, Schema } from "./schema.ts";
import type { Caps, Shapes, Values } from "./values.ts";

/**
 * What `unevaluatedProperties` and `unevaluatedItems` do not speak of is kept in every shape. Only documents that have
 * one of them pay for that; there, the shape that accepts everything must not swallow the others, which know more.
 */

/** The same values with every object and every array as a shape of its own, in which nothing is evaluated. */
export function asShapes(values: Values): Values {
  const { array, object } = values;
  return {
    ...values,
    array: array === "every" ? [OPEN_ARRAY] : array,
    object: object === "every" ? [OPEN_SHAPE] : object,
  };
}

/** The same values; what is evaluated counts no more, so that a shape that accepts everything is all there is to say. */
export function withoutEvaluated(values: Values): Values {
  const { array, object } = values;
  return {
    ...values,
    array: array === "every" || array.some(acceptsAnyArray) ? "every" : array,
    object: object === "every" || object.some(acceptsAnyObject) ? "every" : object,
  };
}

function acceptsAnyArray({ prefix, rest, min, max }: ArrayShape): boolean {
  return prefix.length === 0 && rest === null && min === 0 && max === Infinity;
}

function acceptsAnyObject({ properties, required, patterns, rest }: ObjectShape): boolean {
  return properties.size + required.size + patterns.length === 0 && rest === null;
}

/** What stands in `not` evaluates nothing (core 7.7.1.2), also where it is negated twice. */
export function nothingEvaluated(values: Values): Values {
  const { array, object } = values;
  return {
    ...values,
    array: withEvaluated(array, () => OPEN_ARRAY.evaluated),
    object: withEvaluated(object, () => NONE_EVALUATED),
  };
}

/**
 * Several alternatives may hold at once: what one of them evaluates may be evaluated in each. Where some of them hold,
 * that is told from the one that evaluates most, so only what none of those has for itself has to be added.
 */
export function evaluatedByAny(values: Values, caps: Caps): Values {
  return { ...values, array: arraysOfAny(values.array), object: objectsOfAny(values.object, caps) };
}

/** Leading items of two alternatives are those of the one that has more; items that `contains` names are not so. */
function arraysOfAny(shapes: Shapes<ArrayShape>): Shapes<ArrayShape> {
  if (shapes === "every" || shapes.every((shape) => shape.evaluated.alsoOf.length === 0)) {
    return shapes;
  }
  const together = shapes.map((shape) => shape.evaluated).reduce(evaluatedInBoth);
  return withEvaluated(shapes, () => together);
}

/** More names than that, alternatives multiplied, are not followed: everything counts as evaluated then. */
const MAX_NAMES = 20_000;

/** Who evaluates everything speaks for all that hold beside it; of the others each may evaluate what another one names. */
function objectsOfAny(shapes: Shapes<ObjectShape>, caps: Caps): Shapes<ObjectShape> {
  if (shapes === "every" || shapes.length < 2) return shapes;
  const schemas = new Map<string, Schema[]>();
  let patterned = 0;
  for (const shape of shapes) {
    if (shape.evaluated === "all") continue;
    patterned += Math.min(1, shape.patterns.length);
    for (const [name, also] of namesOf(shape, shape.evaluated)) {
      const known = schemas.get(name) ?? [];
      schemas.set(name, known);
      known.push(...also);
    }
  }
  const isTooMuch = schemas.size * shapes.length > MAX_NAMES;
  if (isTooMuch) caps.capped("the names that alternatives evaluate");
  const isKnown = patterned < 2 && !isTooMuch;
  return withEvaluated<ObjectShape>(shapes, ({ evaluated }) => {
    if (evaluated === "all" || !isKnown) return "all";
    return { names: evaluated.names, perhaps: schemas };
  });
}

function namesOf(shape: ObjectShape, evaluated: EvaluatedNames): [string, readonly Schema[]][] {
  const own = [...evaluated.names].map((name): [string, readonly Schema[]] => [
    name,
    [conjoined(schemasFor(shape, name))],
  ]);
  return [...own, ...evaluated.perhaps];
}

function conjoined(schemas: Conjunction): Schema {
  const [first, ...others] = schemas;
  if (first === undefined) return true;
  return others.length === 0 ? first : { allOf: [...schemas] };
}

function withEvaluated<T extends { evaluated: unknown }>(
  shapes: Shapes<T>,
  evaluated: (shape: T) => T["evaluated"],
): Shapes<T> {
  if (shapes === "every") return shapes;
  return shapes.map((shape) => ({ ...shape, evaluated: evaluated(shape) }));
}
