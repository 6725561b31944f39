import { afterAll, describe, expect, test } from "vitest";
import type { FileLocation } from "../../src/diagnostics/diagnostic.ts";
import { createLocalSandbox } from "../../src/run/local-sandbox.ts";
import { codesOf, fakeBridge, run } from "./harness.ts";

const sandbox = createLocalSandbox();
afterAll(() => sandbox.close());

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
        "an object",
        { given: `export default () => { throw { a: 1 } }`, says: /no error: \{"a":1\}$/ },
      ],
      [
        "an object that speaks as errors do",
        { given: `export default () => { throw { message: "m" } }`, says: /^Error: m$/ },
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
      [
        "nothing can settle it, while the module is evaluated",
        {
          given: `await new Promise(() => {}); export default 1`,
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

  const details: [string, { given: string; says: string; want: string[] }][] = [
    [
      "its callers",
      {
        given: `const inner = () => { throw new Error("in") };\nconst outer = () => inner();\nexport default async () => {\n  outer();\n}`,
        says: "Error: in",
        want: ["called from line 2, column 21", "called from line 4, column 3"],
      },
    ],
    [
      "causes, each with its place",
      {
        given: `export default () => {\n  const low = new TypeError("no row");\n  throw new Error("no page", { cause: new RangeError("no data", { cause: low }) });\n}`,
        says: "Error: no page",
        want: [
          "caused by RangeError: no data (line 3, column 39)",
          "  caused by TypeError: no row (line 2, column 15)",
        ],
      },
    ],
    [
      "the errors of an AggregateError, and theirs",
      {
        given: `export default () => {\n  throw new AggregateError([new Error("a", { cause: "why" }), { code: 1 }, 7], "many");\n}`,
        says: "AggregateError: many",
        want: [
          "one of its errors: Error: a (line 2, column 29)",
          "  caused by why",
          `one of its errors: {"code":1}`,
          "one of its errors: 7",
        ],
      },
    ],
    [
      "Promise.any",
      {
        given: `export default () => Promise.any([Promise.reject(new Error("x")), Promise.reject(2)])`,
        says: "AggregateError: All promises were rejected",
        want: ["one of its errors: Error: x (line 1, column 50)", "one of its errors: 2"],
      },
    ],
    [
      "no more than a few: of a long chain, of a cycle, of many",
      {
        given: `export default () => { const e = new Error("loop"); e.cause = e; throw e }`,
        says: "Error: loop",
        want: Array.from(
          { length: 5 },
          (_, depth) => `${"  ".repeat(depth)}caused by Error: loop (line 1, column 34)`,
        ),
      },
    ],
    [
      "many",
      {
        given: `export default () => { throw new AggregateError(Array(1e6).fill(3), "many") }`,
        says: "AggregateError: many",
        want: Array<string>(8).fill("one of its errors: 3"),
      },
    ],
    [
      "no cause that cannot be read",
      {
        given: `export default () => { const e = new Error("m"); Object.defineProperty(e, "cause", { get() { throw 1 } }); throw e }`,
        says: "Error: m",
        want: [],
      },
    ],
    [
      "a cause that is hostile itself",
      {
        given: `export default () => { throw new Error("m", { cause: new Proxy(new Error("c"), { get() { throw 1 }, getPrototypeOf() { throw 1 } }) }) }`,
        says: "Error: m",
        want: ["caused by Error"],
      },
    ],
  ];
  test.each(details)("of a thrown error: %s", async (_name, { given, says, want }) => {
    const [diagnostic] = (await run(sandbox, given)).diagnostics;
    expect(diagnostic?.message).toBe(says);
    expect((diagnostic?.detail ?? "").split("\n").filter(Boolean)).toEqual(want);
  });

  test("an error whose texts are longer than anything else may be is cut", async () => {
    const outcome = await run(
      sandbox,
      `const big = "\u0001".repeat(1e7); export default () => { throw new Error(big, { cause: new Error(big) }) }`,
      { limits: { resultBytes: 100, logBytes: 100 } },
    );
    expect(codesOf(outcome)).toEqual(["RUN_THREW"]);
    expect(outcome.diagnostics[0]?.message.length).toBeLessThan(20_000);
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
