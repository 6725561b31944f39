import { afterAll, describe, expect, test } from "vitest";
import type { FileLocation } from "../../src/diagnostics/diagnostic.ts";
import { createLocalSandbox } from "../../src/run/local-sandbox.ts";
import { codesOf, fakeBridge, run, type RunOptions } from "./harness.ts";

const sandbox = createLocalSandbox();
afterAll(() => sandbox.close());

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
        message: expect.stringMatching(/result\.a\[0\] was undefined.*result\.b\.c was NaN/),
      }),
    ]);
  });

  const refused: [string, { given: string; says: RegExp }][] = [
    ["a BigInt", { given: `({ a: [1, { b: 10n }] })`, says: /result\.a\[1\]\.b is a BigInt/ }],
    ["a function", { given: `() => () => 1`, says: /result is a function/ }],
    ["a method", { given: `({ f() {} })`, says: /result\.f is a function/ }],
    ["a symbol", { given: `() => Symbol("s")`, says: /result is a symbol/ }],
    [
      "promises not awaited",
      { given: `() => [1].map(async (x) => x)`, says: /result\[0\] is a promise.*await/ },
    ],
    ["a Map", { given: `() => new Map([[1, 2]])`, says: /is a Map: use/ }],
    ["a Set", { given: `() => ({ s: new Set() })`, says: /result\.s is a Set: use/ }],
    ["bytes", { given: `() => new Uint8Array(3)`, says: /binary data/ }],
    ["a regular expression", { given: `() => /x/`, says: /RegExp, which has no JSON form/ }],
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

describe("errors", () => {
  const thrown: [string, { given: string; code?: string; says: RegExp; at?: [number, number] }][] =
    [
      [
        "the place is the program's own",
        {
          given: `function boom() {\n  throw new RangeError("too far");\n}\nexport default async () => {\n  boom();\n}`,
          says: /^RangeError: too far$/,
          at: [2, 9],
        },
      ],
      ["at the top level", { given: `export default 1;\nnull.x;`, says: /TypeError/, at: [2, 6] }],
      [
        "after an await",
        {
          given: `export default async () => {\n  await 0;\n  await srv.echo({});\n  throw new Error("late");\n}`,
          says: /late/,
          at: [4, 9],
        },
      ],
      [
        "in a timer, awaited",
        {
          given: `export default () => new Promise((_, no) => setTimeout(() => no(new Error("timer")), 1))`,
          says: /timer/,
          at: [1, 65],
        },
      ],
      ["null", { given: `export default () => { throw null }`, says: /no error: null/ }],
      [
        "undefined",
        { given: `export default () => { throw undefined }`, says: /no error: undefined/ },
      ],
      [
        "a text",
        { given: `export default () => { throw "just text" }`, says: /no error: just text/ },
      ],
      [
        "a hostile proxy",
        {
          given: `export default () => { throw new Proxy({}, { get() { throw 1 } }) }`,
          says: /cannot be read/,
        },
      ],
      [
        "a hostile error",
        {
          given: `export default () => { const e = new Error("m"); Object.defineProperty(e, "stack", { get() { throw 1 } }); e.name = Symbol(); throw e }`,
          says: /: m$/,
        },
      ],
      [
        "a stack that lies",
        {
          given: `export default () => { const e = new Error("m"); e.stack = "x\\n at program.ts:abc\\n at (program.ts:99999999999999:1)"; throw e }`,
          says: /Error: m/,
        },
      ],
      [
        "syntax",
        { given: `export default () => {\n  let a b;\n}`, says: /SyntaxError/, at: [2, 9] },
      ],
      [
        "deep recursion",
        {
          given: `const f = () => f() + 1;\nexport default f`,
          says: /RangeError: Maximum call stack/,
        },
      ],
      [
        "nothing can settle it",
        {
          given: `export default () => new Promise(() => {})`,
          code: "RUN_NEVER_SETTLES",
          says: /nothing can settle/,
        },
      ],
    ];
  test.each(thrown)("%s", async (_name, { given, code = "RUN_THREW", says, at }) => {
    const outcome = await run(sandbox, given);
    expect(outcome.ok).toBe(false);
    expect(codesOf(outcome)).toEqual([code]);
    const [diagnostic] = outcome.diagnostics;
    expect(diagnostic?.message).toMatch(says);
    const place = diagnostic?.location as FileLocation | undefined;
    expect(at === undefined ? at : [place?.line, place?.column]).toEqual(at);
  });

  test("a program that is given no input has its parameter's defaults", async () => {
    const code = `export default ({ name = "you" } = {}) => [name, typeof input]`;
    expect((await run(sandbox, code)).result).toEqual(["you", "undefined"]);
  });

  test("a tool's error that is not caught points at the call", async () => {
    const bridge = fakeBridge(() => {
      throw new Error("nope");
    });
    const outcome = await run(sandbox, `export default async () => {\n\n  await srv.echo({});\n}`, {
      bridge,
    });
    expect(outcome.diagnostics).toEqual([
      expect.objectContaining({
        code: "RUN_TOOL_ERROR",
        message: "srv.echo: nope",
        location: { file: "program.ts", line: 3, column: 13 },
      }),
    ]);
  });

  test("a place in the running code is shown where it is in the source", async () => {
    const outcome = await sandbox.run({
      program: {
        code: `export default () => {\nthrow new Error("x") }`,
        toSource: (line, column) => ({ line: line + 10, column: column + 100 }),
      },
      input: null,
      effects: [],
      bridge: fakeBridge(() => null),
      limits: (await import("../../src/run/limits.ts")).DEFAULT_LIMITS,
    });
    expect(outcome.diagnostics[0]?.location).toEqual({ file: "program.ts", line: 12, column: 107 });
  });
});

describe("logs", () => {
  test("levels are kept and values are readable", async () => {
    const outcome = await run(
      sandbox,
      `export default () => {
        console.log("a", 1, { b: [1, { c: null }] }, undefined, 3n, null);
        console.info(new Map([[1, { a: 2 }]]), new Set([1]), () => 1, Symbol("s"));
        console.warn(new TypeError("t"), [new Error("in a list")]);
        console.error(); console.debug(NaN, { n: NaN }); console.assert(1 > 2, "math");
        const cycle = {}; cycle.self = cycle; console.log(cycle, { get g() { throw 1 } });
      }`,
    );
    expect(outcome.logs).toEqual([
      { level: "log", text: `a 1 {"b":[1,{"c":null}]} undefined 3n null` },
      { level: "info", text: `{"Map":[[1,{"a":2}]]} {"Set":[1]} () => 1 Symbol(s)` },
      { level: "warn", text: `TypeError: t ["Error: in a list"]` },
      { level: "error", text: "" },
      { level: "debug", text: `NaN {"n":"NaN"}` },
      { level: "error", text: "Assertion failed: math" },
      { level: "log", text: `{"self":"[circular]"} [not printable]` },
    ]);
  });

  test("they stream while the program runs", async () => {
    const seen: string[] = [];
    const bridge = fakeBridge(async () => {
      for (let i = 0; i < 500 && seen.length === 0; i += 1) {
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      return seen.length;
    });
    const outcome = await run(
      sandbox,
      `export default async () => { console.log("first"); const n = await srv.echo({}); console.log("second"); return n }`,
      { bridge, onLog: ({ text }) => seen.push(text) },
    );
    expect(outcome.result).toBe(1);
    expect(seen).toEqual(["first", "second"]);
  });

  test("what is over the limit is dropped, and the report says so", async () => {
    const outcome = await run(
      sandbox,
      `export default () => { for (let i = 0; i < 1e5; i++) console.log("line", i); return "done" }`,
      { limits: { logBytes: 10_000 } },
    );
    expect(outcome.result).toBe("done");
    expect(codesOf(outcome)).toEqual(["RUN_LOG_LIMIT"]);
    expect(outcome.logs.slice(0, 2).map(({ text }) => text)).toEqual(["line 0", "line 1"]);
    expect(outcome.logs.length).toBeGreaterThan(100);
    expect(outcome.logs.map(({ text }) => text)).toEqual(outcome.logs.map((_, i) => `line ${i}`));
  });

  test("one that is too large by itself", async () => {
    const outcome = await run(
      sandbox,
      `export default () => { console.log("x".repeat(5e7)); console.log("y") }`,
    );
    expect(codesOf(outcome)).toEqual(["RUN_LOG_LIMIT"]);
  });
});

describe("limits", () => {
  const slow: [string, string][] = [
    ["a loop that never yields", `export default () => { console.log("before"); while (true) {} }`],
    [
      "a loop that only yields to itself",
      `export default async () => { console.log("before"); for (;;) await 0 }`,
    ],
    [
      "a loop that yields",
      `export default async () => { console.log("before"); for (;;) await new Promise((r) => setTimeout(r)) }`,
    ],
    [
      "a regular expression",
      `export default () => { console.log("before"); return /^(a+)+$/.test("a".repeat(40) + "!") }`,
    ],
    [
      "a tool that never answers",
      `export default async () => { console.log("before"); await srv.echo({}) }`,
    ],
    ["at the top level", `console.log("before"); while (true) {}\nexport default 1`],
    [
      "a result that never ends",
      `export default () => { console.log("before"); return { get a() { for (;;); } } }`,
    ],
  ];
  test.each(slow)("time: %s; what was logged is kept", async (_name, code) => {
    const bridge = fakeBridge(() => new Promise(() => {}));
    const outcome = await run(sandbox, code, { bridge, limits: { timeoutMs: 400 } });
    expect(codesOf(outcome)).toEqual(["RUN_TIMEOUT"]);
    expect(outcome.logs).toEqual([{ level: "log", text: "before" }]);
    expect(bridge.closed).toBe(true);
  });

  const greedy: [string, string][] = [
    ["the heap", `const all = []; for (;;) all.push(new Array(1e5).fill(all.length))`],
    ["buffers", `const all = []; for (;;) all.push(new Uint8Array(16 << 20).fill(1))`],
    ["one buffer", `new Uint8Array(4e9).fill(1)`],
    [
      "texts",
      `let s = "x"; const all = []; for (;;) { s += s.length < 1e7 ? s : "y"; all.push(JSON.stringify(s)) }`,
    ],
  ];
  test.each(greedy)("memory: %s", async (_name, body) => {
    const outcome = await run(sandbox, `export default () => { ${body} }`, {
      limits: { memoryBytes: 256 * 1024 * 1024 },
    });
    expect(codesOf(outcome)).toEqual(["RUN_MEMORY"]);
  });

  test("calls under way: the rest waits", async () => {
    let now = 0;
    let most = 0;
    const bridge = fakeBridge(async () => {
      most = Math.max(most, (now += 1));
      await new Promise((resolve) => setTimeout(resolve, 5));
      now -= 1;
      return null;
    });
    const outcome = await run(
      sandbox,
      `export default async () => (await Promise.all(Array.from({ length: 40 }, () => srv.echo({})))).length`,
      { bridge, limits: { callsInFlight: 4 } },
    );
    expect(outcome.result).toBe(40);
    expect(most).toBe(4);
  });

  test("the run can be cancelled", async () => {
    const abort = new AbortController();
    const bridge = fakeBridge(() => {
      abort.abort();
      return new Promise(() => {});
    });
    const options: RunOptions = { bridge, signal: abort.signal };
    const outcome = await run(sandbox, `export default async () => srv.echo({})`, options);
    expect(codesOf(outcome)).toEqual(["RUN_ABORTED"]);
    expect(bridge.closed).toBe(true);
    const never = await run(sandbox, `export default 1`, options);
    expect(codesOf(never)).toEqual(["RUN_ABORTED"]);
  });
});
