import { intersectArrays, type ArrayShape } from "./arrays.ts";
import { SCHEMA_LIMITS } from "./limits.ts";
import { intersectObjects, type ObjectShape } from "./objects.ts";
import type { Schema } from "./schema.ts";
import {
  booleans,
  EVERY,
  intersectScalars,
  isEmpty,
  isEvery,
  NONE,
  uniteScalars,
  type Scalars,
} from "./scalars.ts";

/**
 * A set of JSON values as a union by kind. Schemas are evaluated to it, combined in it and printed from it. It may be
 * larger than what the schema accepts where the algebra cannot say more, and is never smaller.
 */
export interface Values {
  null: boolean;
  boolean: Scalars<boolean>;
  number: Scalars<number>;
  string: Scalars<string>;
  array: Shapes<ArrayShape>;
  object: Shapes<ObjectShape>;
}

/** Every value of a kind, or those of any of these shapes. */
export type Shapes<T> = "every" | readonly T[];

export const ANYTHING: Values = {
  null: true,
  boolean: EVERY,
  number: EVERY,
  string: EVERY,
  array: "every",
  object: "every",
};

export const NOTHING: Values = {
  null: false,
  boolean: NONE,
  number: NONE,
  string: NONE,
  array: [],
  object: [],
};

/** Is told when a cap is passed. */
export interface Caps {
  /** @param schema where, when that is not the schema being evaluated */
  capped(what: string, schema?: Schema): void;
  /** Counts steps, one if not said otherwise; `false` when there are none left. */
  step(count?: number): boolean;
}

export function isAnything(values: Values): boolean {
  return (
    values === ANYTHING ||
    (values.null &&
      isEvery(values.boolean) &&
      isEvery(values.number) &&
      isEvery(values.string) &&
      values.array === "every" &&
      values.object === "every")
  );
}

export function isNothing(values: Values): boolean {
  return (
    values === NOTHING ||
    (!values.null &&
      isEmpty(values.boolean) &&
      isEmpty(values.number) &&
      isEmpty(values.string) &&
      values.array.length === 0 &&
      values.object.length === 0)
  );
}

export function intersectValues(a: Values, b: Values, caps: Caps): Values {
  if (isAnything(a)) return b;
  if (isAnything(b)) return a;
  return {
    null: a.null && b.null,
    boolean: intersectScalars(a.boolean, b.boolean),
    number: intersectScalars(a.number, b.number),
    string: intersectScalars(a.string, b.string),
    array: intersectShapes(a.array, b.array, intersectArrays, (one) => one.prefix.length, caps),
    object: intersectShapes(
      a.object,
      b.object,
      intersectObjects,
      (one) => one.properties.size + one.required.size + one.patterns.length,
      caps,
    ),
  };
}

export function uniteValues(a: Values, b: Values, caps: Caps): Values {
  if (isNothing(a) || isAnything(b)) return b;
  if (isNothing(b) || isAnything(a)) return a;
  return {
    null: a.null || b.null,
    boolean: uniteBooleans(a.boolean, b.boolean),
    number: uniteScalars(a.number, b.number),
    string: uniteScalars(a.string, b.string),
    array: uniteShapes(a.array, b.array, caps),
    object: uniteShapes(a.object, b.object, caps),
  };
}

function uniteBooleans(a: Scalars<boolean>, b: Scalars<boolean>): Scalars<boolean> {
  const union = uniteScalars(a, b);
  return union.except ? union : booleans(union.values);
}

/** So many members of two shapes are brought together in one step. */
const MEMBERS_PER_STEP = 16;

function intersectShapes<T>(
  a: Shapes<T>,
  b: Shapes<T>,
  intersect: (a: T, b: T) => T | null,
  size: (shape: T) => number,
  caps: Caps,
): Shapes<T> {
  if (a === "every") return b;
  if (b === "every") return a;
  if (a.length * b.length > SCHEMA_LIMITS.alternatives) {
    caps.capped("combinations of alternatives");
    // Either side alone contains the intersection.
    return a.length <= b.length ? a : b;
  }
  const result: T[] = [];
  for (const one of a) {
    for (const other of b) {
      const members = size(one) + size(other);
      if (!caps.step(1 + Math.floor(members / MEMBERS_PER_STEP))) return a;
      const both = one === other ? one : intersect(one, other);
      if (both !== null) result.push(both);
    }
  }
  return result;
}

function uniteShapes<T>(a: Shapes<T>, b: Shapes<T>, caps: Caps): Shapes<T> {
  if (a === "every" || b === "every") return "every";
  const union = [...new Set([...a, ...b])];
  if (union.length <= SCHEMA_LIMITS.alternatives) return union;
  caps.capped("alternatives");
  return "every";
}
