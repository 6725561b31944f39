import { afterAll, expect, test } from "vitest";
import { createLocalSandbox } from "../../src/run/local-sandbox.ts";
import { run } from "./harness.ts";

const sandbox = createLocalSandbox();
afterAll(() => sandbox.close());

/** What `console` prints beside the levels, which `sandbox.test.ts` has: one text for each entry. */
const CONSOLE: [name: string, given: { code: string; want: string[] }][] = [
  [
    "a table, a line for each row",
    { code: `console.table([{ a: 1 }, { a: 2 }])`, want: [`{"a":1}\n{"a":2}`] },
  ],
  [
    "a table of an object",
    {
      code: `console.table({ x: [1], y: "b" }); console.table([])`,
      want: ["x: [1]\ny: b", "[]"],
    },
  ],
  [
    "groups",
    { code: `console.group("g", 1); console.log("in"); console.groupEnd()`, want: ["g 1", "in"] },
  ],
  ["dir and trace", { code: `console.dir({ a: 1 }); console.trace("t")`, want: [`{"a":1}`, "t"] }],
  [
    "assert",
    {
      code: `console.assert(true, "no"); console.assert(0, "%s!", "yes"); console.assert()`,
      want: ["Assertion failed: yes!", "Assertion failed"],
    },
  ],
  [
    "counts",
    {
      code: `console.count(); console.count("a"); console.count("a"); console.countReset("a"); console.count("a"); console.count("__proto__")`,
      want: ["default: 1", "a: 1", "a: 2", "a: 1", "__proto__: 1"],
    },
  ],
  [
    "a timer that was never started",
    { code: `console.timeEnd("t"); console.timeLog()`, want: ["no timer t", "no timer default"] },
  ],
  [
    "format specifiers",
    {
      code: `console.log("%s is %d, %i, %j, %o 100%% %x", "a", "5", 2.7, { b: 1 }, [2], "rest"); console.log("%s"); console.log("50%", 1)`,
      want: [`a is 5, 2, {"b":1}, [2] 100% %x rest`, "%s", "50% 1"],
    },
  ],
  [
    "a regular expression, alone and in an object",
    { code: `console.log(/a+/g, { r: /b/ })`, want: [`/a+/g {"r":"/b/"}`] },
  ],
];
test.each(CONSOLE)("%s", async (_name, { code, want }) => {
  const outcome = await run(sandbox, `export default () => { ${code} }`);
  expect(outcome.logs.map(({ text }) => text)).toEqual(want);
});

test("console.time tells milliseconds", async () => {
  const outcome = await run(
    sandbox,
    `export default () => { console.time("t"); console.timeLog("t", "so far"); console.timeEnd("t") }`,
  );
  const texts = outcome.logs.map(({ text }) => text.replace(/\d+/, "N"));
  expect(texts).toEqual(["t: N ms so far", "t: N ms"]);
});
