import { conjoin, type Conjunction } from "./schema.ts";

/** Arrays: positions, then the rest. */
export interface ArrayShape {
  prefix: readonly Conjunction[];
  /** What further items must be; `null`: the schema does not speak of them. */
  rest: Conjunction | null;
  min: number;
  max: number;
  /** So many leading items are none of those that `unevaluatedItems` beside it speaks of, nor is one of these schemas. */
  evaluated: { leading: number; alsoOf: Conjunction };
}

export const OPEN_ARRAY: ArrayShape = {
  prefix: [],
  rest: null,
  min: 0,
  max: Infinity,
  evaluated: { leading: 0, alsoOf: [] },
};

export function intersectArrays(a: ArrayShape, b: ArrayShape): ArrayShape | null {
  const min = Math.max(a.min, b.min);
  const max = Math.min(a.max, b.max);
  if (min > max) return null;
  const length = Math.max(a.prefix.length, b.prefix.length);
  return {
    prefix: Array.from({ length }, (_, index) => conjoin(itemAt(a, index), itemAt(b, index))),
    rest: a.rest === null ? b.rest : b.rest === null ? a.rest : conjoin(a.rest, b.rest),
    min,
    max,
    evaluated: evaluatedInBoth(a.evaluated, b.evaluated),
  };
}

export function evaluatedInBoth(
  a: ArrayShape["evaluated"],
  b: ArrayShape["evaluated"],
): ArrayShape["evaluated"] {
  return { leading: Math.max(a.leading, b.leading), alsoOf: conjoin(a.alsoOf, b.alsoOf) };
}

function itemAt(shape: ArrayShape, index: number): Conjunction {
  return shape.prefix[index] ?? shape.rest ?? [];
}
