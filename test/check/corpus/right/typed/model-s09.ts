const it = new Map([["a", 1], ["b", 2]]);
const arr = it.values().map((x) => x * 2).toArray();
const u = new Set([1, 2]).union(new Set([3]));
const { promise, resolve } = Promise.withResolvers<string>();
setTimeout(() => resolve("later"), 10);
const fa = await Array.fromAsync([everything.echo({ message: "a" }), everything.echo({ message: "b" })]);
return { arr, u: [...u], p: await promise, fa, ts: [3, 1, 2].toSorted(), w: [1, 2, 3].with(0, 9), fl: [1, 2, 3].findLast((x) => x < 3), ra: "a-b-c".replaceAll("-", "_"), ho: Object.hasOwn({ a: 1 }, "a"), at: "abc".at(-1), wf: "abc".isWellFormed() };
