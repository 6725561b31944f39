function* chunk<T>(xs: T[], n: number): Generator<T[]> {
  for (let i = 0; i < xs.length; i += n) yield xs.slice(i, i + n);
}
let sum = 0;
for (const [a = 0, b = 0] of chunk([1, 2, 3, 4, 5], 2)) {
  const text = await everything.get_sum({ a, b });
  const value = parseInt(text.split(" ").pop()!.replace(".", ""), 10);
  sum += value;
}
return sum;
