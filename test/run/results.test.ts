import { readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { createLocalSandbox } from "../../src/run/local-sandbox.ts";
import { PACKAGE_ROOT as ROOT } from "../../src/package-root.ts";
import { codesOf, run } from "./harness.ts";

const sandbox = createLocalSandbox();
afterAll(() => sandbox.close());

/** The page's own table: `expression` and what becomes of it. */
describe("docs/programs.md says what becomes of", () => {
  const page = readFileSync(path.join(ROOT, "docs", "programs.md"), "utf8");
  const [, table = ""] = page.split("<!-- results -->\n\n");
  const rows = (table.split("\n\n")[0] ?? "")
    .split("\n")
    .slice(2)
    .map((line): [string, string] => {
      const [, given = "", want = ""] = /^\| `(.*?)` +\| (.*?) +\|$/.exec(line) ?? [];
      return [given, want];
    });

  const isRefused = ([, want]: [string, string]): boolean => want.startsWith("refused");

  test.each(rows.filter((row) => !isRefused(row)))("%s", async (given, want) => {
    const outcome = await run(sandbox, `export default () => (${given});`);
    const [, json] = /^`(.*?)`(?:$|[,:])/.exec(want) ?? [];
    const warnings = want.endsWith("with a warning") ? ["RUN_RESULT_CONVERTED"] : [];
    expect(codesOf(outcome)).toEqual(warnings);
    expect("result" in outcome ? JSON.stringify(outcome.result) : undefined).toBe(json);
  });

  test.each(rows.filter(isRefused))("%s, which is refused", async (given, want) => {
    const outcome = await run(sandbox, `export default () => (${given});`);
    expect(codesOf(outcome)).toEqual(["RUN_RESULT_NOT_JSON"]);
    for (const [, advice = ""] of want.matchAll(/`(.*?)`/g))
      expect(outcome.diagnostics[0]?.message).toContain(advice);
  });

  test("it has not become empty", () => {
    expect(rows.length).toBeGreaterThan(30);
    expect(rows.filter(([given, want]) => given === "" || want === "")).toEqual([]);
  });
});

describe("results", () => {
  const values: [string, { given: string; want: unknown }][] = [
    [
      "an object",
      { given: `async () => ({ a: [1, "x", null, true] })`, want: { a: [1, "x", null, true] } },
    ],
    ["no function at all", { given: `[1, 2]`, want: [1, 2] }],
    ["a promise of a value", { given: `Promise.resolve(5)`, want: 5 }],
    ["null", { given: `() => null`, want: null }],
    [
      "a thenable resolves as everywhere",
      { given: `() => ({ then(resolve) { resolve("x") } })`, want: "x" },
    ],
    ["a date is its text", { given: `() => new Date(0)`, want: "1970-01-01T00:00:00.000Z" }],
    ["toJSON is used", { given: `() => new URL("http://a/b")`, want: "http://a/b" }],
    [
      "a class instance is its properties",
      { given: `() => new (class P { x = 1 })()`, want: { x: 1 } },
    ],
    [
      "an absent property stays absent",
      { given: `() => ({ a: undefined, b: 1 })`, want: { b: 1 } },
    ],
    [
      "an error is its name, message and properties",
      {
        given: `() => [Object.assign(new TypeError("no"), { code: 7 })]`,
        want: [{ name: "TypeError", message: "no", code: 7 }],
      },
    ],
    [
      "the same object twice is no cycle",
      { given: `() => { const a = { n: 1 }; return [a, a] }`, want: [{ n: 1 }, { n: 1 }] },
    ],
    ["unpaired surrogates", { given: `() => "\\ud800"`, want: "\ud800" }],
    ["-0 is 0", { given: `() => -0`, want: 0 }],
    ["boxed values", { given: `() => [new String("s"), Object(1)]`, want: ["s", 1] }],
    [
      "keys that every object inherits",
      {
        given: `() => JSON.parse('{"__proto__":1,"constructor":2}')`,
        want: JSON.parse(`{"__proto__":1,"constructor":2}`),
      },
    ],
    [
      "the input, as a global and as an argument",
      { given: `(i) => [i.n, input.n, i === input]`, want: [1, 1, false] },
    ],
  ];
  test.each(values)("%s", async (_name, { given, want }) => {
    const outcome = await run(sandbox, `export default ${given}`, { input: { n: 1 } });
    expect(outcome.diagnostics).toEqual([]);
    expect(outcome.result).toEqual(want);
  });

  test("none: there is no `result` at all", async () => {
    const outcome = await run(sandbox, `export default async () => {}`);
    expect(outcome).toMatchObject({ ok: true, diagnostics: [] });
    expect("result" in outcome).toBe(false);
  });

  test("what JSON has no value for becomes null, and the report says where", async () => {
    const outcome = await run(
      sandbox,
      `export default () => ({ a: [undefined, 1], b: { c: NaN } })`,
    );
    expect(outcome.result).toEqual({ a: [null, 1], b: { c: null } });
    expect(outcome.diagnostics).toEqual([
      expect.objectContaining({
        code: "RUN_RESULT_CONVERTED",
        severity: "warning",
        message: expect.stringMatching(
          /result\.a\[0\] was undefined, now null; result\.b\.c was NaN/,
        ),
      }),
    ]);
  });

  const changed: [string, { given: string; want: unknown; says: string }][] = [
    [
      "a BigInt",
      {
        given: `({ a: [10n] })`,
        want: { a: ["10"] },
        says: "result.a[0] was a BigInt, now its digits as text",
      },
    ],
    [
      "a Set",
      {
        given: `({ s: new Set([1, "x"]) })`,
        want: { s: [1, "x"] },
        says: "result.s was a Set, now a list",
      },
    ],
    [
      "a Map of names",
      {
        given: `new Map([["a", new Set([1])], ["__proto__", 2]])`,
        want: JSON.parse(`{"a":[1],"__proto__":2}`),
        says: "result was a Map, now an object; result.a was a Set, now a list",
      },
    ],
    [
      "a Map of anything",
      { given: `new Map([[1, 2]])`, want: [[1, 2]], says: "result was a Map, now a list of pairs" },
    ],
    ["a RegExp", { given: `[/x/g]`, want: ["/x/g"], says: "result[0] was a RegExp, now its text" }],
  ];
  test.each(changed)("%s is turned, with a warning", async (_name, { given, want, says }) => {
    const outcome = await run(sandbox, `export default () => (${given})`);
    expect(outcome.result).toEqual(want);
    expect(codesOf(outcome)).toEqual(["RUN_RESULT_CONVERTED"]);
    expect(outcome.diagnostics[0]?.message).toContain(says);
  });

  test.each([
    ["a text of digits", `10n ** 400n`],
    ["a set", `new Set(Array.from({ length: 200 }, (_, i) => i))`],
    ["a set that contains itself", `(() => { const s = new Set(); s.add(s); return s; })()`],
  ])("%s has the limits of every result", async (_name, given) => {
    const outcome = await run(sandbox, `export default () => (${given})`, {
      limits: { resultBytes: 300 },
    });
    expect(outcome.ok).toBe(false);
    expect(codesOf(outcome)[0]).toMatch(/^RUN_RESULT_(?:TOO_LARGE|NOT_JSON)$/);
  });

  const refused: [string, { given: string; says: RegExp }][] = [
    ["a function", { given: `() => () => 1`, says: /result is a function/ }],
    ["a method", { given: `({ f() {} })`, says: /result\.f is a function/ }],
    ["a symbol", { given: `() => Symbol("s")`, says: /result is a symbol/ }],
    [
      "promises not awaited",
      { given: `() => [1].map(async (x) => x)`, says: /result\[0\] is a promise.*await/ },
    ],
    ["bytes", { given: `() => new Uint8Array(3)`, says: /binary data/ }],
    [
      "a cycle",
      { given: `() => { const a = {}; a.b = { a }; return a }`, says: /result\.b\.a refers back/ },
    ],
    [
      "too deep",
      {
        given: `() => { let a = 1; for (let i = 0; i < 1e5; i++) a = [a]; return a }`,
        says: /deeper than 64/,
      },
    ],
    [
      "a getter that throws",
      { given: `() => ({ get a() { throw new Error("gotcha") } })`, says: /gotcha/ },
    ],
  ];
  test.each(refused)("%s is refused, with the place", async (_name, { given, says }) => {
    const outcome = await run(sandbox, `export default ${given}`);
    expect(codesOf(outcome)).toEqual(["RUN_RESULT_NOT_JSON"]);
    expect(outcome.ok).toBe(false);
    expect(outcome.diagnostics[0]?.message).toMatch(says);
  });

  test.each([`"x".repeat(64e6)`, `Array.from({ length: 3e5 }, () => "abc")`])(
    "%s is too large",
    async (value) => {
      const outcome = await run(sandbox, `export default () => ${value}`);
      expect(codesOf(outcome)).toEqual(["RUN_RESULT_TOO_LARGE"]);
    },
  );

  test("bytes are counted, not characters", async () => {
    const outcome = await run(sandbox, `export default () => "é".repeat(60)`, {
      limits: { resultBytes: 100 },
    });
    expect(codesOf(outcome)).toEqual(["RUN_RESULT_TOO_LARGE"]);
  });
});
