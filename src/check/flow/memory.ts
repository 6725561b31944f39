import type { Node } from "oxc-parser";

/** What is known of a key, or is found out now; meanwhile, in a circle, it is what is not known. */
export function remember<K, V>(memory: Map<K, V>, key: K, unknown: V, find: () => V): V {
  const known = memory.get(key);
  if (known !== undefined) return known;
  memory.set(key, unknown);
  const found = find();
  memory.set(key, found);
  return found;
}

/** The first thing that is found in one of the items. */
export function first<T>(items: readonly T[], find: (item: T) => Node | null): Node | null {
  for (const item of items) {
    const found = find(item);
    if (found !== null) return found;
  }
  return null;
}
