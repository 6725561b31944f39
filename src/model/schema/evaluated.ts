import { evaluatedInBoth, OPEN_ARRAY, type ArrayShape } from "./arrays.ts";
import { evaluatedByBoth, OPEN_SHAPE, type ObjectShape } from "./objects.ts";
import type { Shapes, Values } from "./values.ts";

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
  return mapShapes(values, {
    array: () => OPEN_ARRAY.evaluated,
    object: () => OPEN_SHAPE.evaluated,
  });
}

/** Several alternatives may hold at once: what one of them evaluates may be evaluated in each. */
export function evaluatedByAny(values: Values): Values {
  const { array, object } = values;
  return mapShapes(values, {
    array: () => evaluatedOf(array).reduce(evaluatedInBoth),
    object: () => evaluatedOf(object).reduce(evaluatedByBoth),
  });
}

function evaluatedOf<T extends { evaluated: unknown }>(shapes: Shapes<T>): T["evaluated"][] {
  return shapes === "every" ? [] : shapes.map((shape) => shape.evaluated);
}

function mapShapes(
  values: Values,
  evaluated: {
    array: () => ArrayShape["evaluated"];
    object: () => ObjectShape["evaluated"];
  },
): Values {
  const { array, object } = values;
  return {
    ...values,
    array:
      array === "every" || array.length === 0
        ? array
        : withEvaluated<ArrayShape>(array, evaluated.array()),
    object:
      object === "every" || object.length === 0
        ? object
        : withEvaluated<ObjectShape>(object, evaluated.object()),
  };
}

function withEvaluated<T extends { evaluated: unknown }>(
  shapes: readonly T[],
  evaluated: T["evaluated"],
): T[] {
  return shapes.map((shape) => ({ ...shape, evaluated }));
}
