function compute(n: number): number {
  if (n > 3) throw new TypeError(`too big: ${n}`);
  return compute(n + 1);
}
const x = await everything.echo({ message: "a" });
console.log(x);
return compute(0);
