const limit = 2;
const executing = new Set<Promise<unknown>>();
const out: string[] = [];
for (const n of [1, 2, 3, 4]) {
  const p = everything.get_sum({ a: n, b: n }).then((s) => out.push(s));
  executing.add(p);
  p.finally(() => executing.delete(p));
  if (executing.size >= limit) await Promise.race(executing);
}
await Promise.all(executing);
return out.length;
