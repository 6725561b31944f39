abstract class Shape { abstract area(): number; toString() { return `${this.constructor.name}(${this.area()})`; } }
class Sq extends Shape { constructor(public s: number) { super(); } override area() { return this.s ** 2; } }
function isSq(x: unknown): x is Sq { return x instanceof Sq; }
function assertOk(x: unknown): asserts x is string { if (typeof x !== "string") throw new TypeError("no"); }
const m: unknown = await everything.echo({ message: "z" });
assertOk(m);
function over(a: string): string; function over(a: number): number; function over(a: any) { return a; }
const t = <T,>(x: T) => x;
return [String(new Sq(3)), isSq(new Sq(1)), m.length, over(1), t("x"), /(?<y>\d{4})/.exec("in 2024")?.groups?.y];
