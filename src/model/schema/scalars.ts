/**
 * A set of scalars of one kind: the values listed, or all except those listed. Closed under intersection, union and
 * complement, so `enum` beside `not` stays exact.
 */
export interface Scalars<T> {
  except: boolean;
  values: ReadonlySet<T>;
}

const EMPTY: ReadonlySet<never> = new Set<never>();

export const EVERY: Scalars<never> = { except: true, values: EMPTY };
export const NONE: Scalars<never> = { except: false, values: EMPTY };

export function only<T>(values: Iterable<T>): Scalars<T> {
  return { except: false, values: new Set(values) };
}

export function allBut<T>(values: Iterable<T>): Scalars<T> {
  return { except: true, values: new Set(values) };
}

/** Both booleans listed are every boolean. */
export function booleans(values: Iterable<boolean>): Scalars<boolean> {
  const set = only(values);
  return set.values.size === 2 ? EVERY : set;
}

export function isEvery(set: Scalars<unknown>): boolean {
  return set.except && set.values.size === 0;
}

export function isEmpty(set: Scalars<unknown>): boolean {
  return !set.except && set.values.size === 0;
}

export function intersectScalars<T>(a: Scalars<T>, b: Scalars<T>): Scalars<T> {
  if (isEvery(a) || isEmpty(b)) return b;
  if (isEvery(b) || isEmpty(a)) return a;
  if (a.except && b.except) return allBut([...a.values, ...b.values]);
  const [listed, other] = a.except ? [b, a] : [a, b];
  return only([...listed.values].filter((value) => other.values.has(value) !== other.except));
}

export function uniteScalars<T>(a: Scalars<T>, b: Scalars<T>): Scalars<T> {
  if (isEvery(a) || isEmpty(b)) return a;
  if (isEvery(b) || isEmpty(a)) return b;
  if (!a.except && !b.except) return only([...a.values, ...b.values]);
  const [excluded, other] = a.except ? [a, b] : [b, a];
  return allBut([...excluded.values].filter((value) => other.values.has(value) === other.except));
}
