/** What is known of a key, or is found out now; meanwhile, in a circle, it is what is not known. */
export function remember<K, V>(memory: Map<K, V>, key: K, unknown: V, find: () => V): V {
  const known = memory.get(key);
  if (known !== undefined) return known;
  memory.set(key, unknown);
  const found = find();
  memory.set(key, found);
  return found;
}
