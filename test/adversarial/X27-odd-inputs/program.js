const cycle = {};
cycle.self = cycle;
let deep = 1;
for (let i = 0; i < 1e4; i += 1) deep = [deep];
const inputs = {
  function: { f() {} },
  symbol: { s: Symbol("s") },
  bigint: { n: 1n },
  undefinedInList: { a: [undefined] },
  notANumber: { n: NaN },
  invalidDate: { d: new Date(NaN) },
  map: { m: new Map() },
  bytes: { b: new Uint8Array(10_000_000) },
  cycle,
  deep: { deep },
  keys: Object.fromEntries(Array.from({ length: 2e5 }, (_, i) => [`key${i}`, i])),
  text: { t: "x".repeat(1e7) },
  getter: {
    get g() {
      throw new Error("no");
    },
  },
  promise: { p: Promise.resolve(1) },
  list: [1],
  text2: "x",
  nothing: null,
};
export default async () => {
  const seen = {};
  for (const [name, input] of Object.entries(inputs)) {
    try {
      await srv.echo(input);
      seen[name] = "sent";
    } catch (error) {
      const { code } = error;
      seen[name] = /^RUN_INPUT_(?:INVALID|TOO_LARGE)$/.test(code) ? "refused" : String(error);
    }
  }
  return seen;
};
