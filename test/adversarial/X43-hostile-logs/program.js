const cycle = [];
cycle.push(cycle);
const hostile = [
  new Proxy(
    {},
    {
      get() {
        throw 1;
      },
      ownKeys() {
        throw 2;
      },
      getPrototypeOf() {
        throw 3;
      },
    },
  ),
  {
    get a() {
      throw new Error("no");
    },
  },
  {
    toJSON() {
      return { again: this };
    },
  },
  {
    toString() {
      throw 1;
    },
    [Symbol.toPrimitive]() {
      throw 2;
    },
  },
  cycle,
  Object.fromEntries(Array.from({ length: 1e5 }, (_, i) => [i, i])),
  Object.create(null),
  "x".repeat(60_000),
  Symbol("s"),
  10n,
  new Error("e"),
  Object.defineProperty(new Map(), "size", { value: "forged" }),
];
export default () => {
  for (const value of hostile) {
    console.log(value);
    console.log("%s %d %o", value, value, value);
    console.table(value);
    console.assert(false, value);
  }
  return "logged";
};
