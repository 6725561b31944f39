import { afterAll, describe, expect, test } from "vitest";
import { createLocalSandbox } from "../../src/run/local-sandbox.ts";
import { codesOf, fakeBridge, run, type RunOptions } from "./harness.ts";

const sandbox = createLocalSandbox();
afterAll(() => sandbox.close());

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
