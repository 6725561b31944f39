import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createBridge } from "../../src/run/bridge.ts";
import { resolveLimits } from "../../src/run/limits.ts";
import type { Bridge } from "../../src/run/types.ts";
import type { ServerCatalog } from "../../src/introspect/catalog.ts";
import type { JsonObject } from "../../src/json.ts";
import { codesOf, createStage, fixture, sdkOf, stdio, type Stage } from "./harness.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await createStage(
    [
      stdio("calc", [fixture("calculator")]),
      stdio("echo", [fixture("echo")], { SECRET: "${CANARY}" }),
    ],
    { CANARY: "canary-5b1c9e" },
  );
});
afterAll(() => stage.close());

const only = (server: string, ...tools: string[]) =>
  tools.map((tool) => ({ server, tool, annotations: {} }));

const caught = (call: string): string => `export default async () => {
  try { return { value: await ${call} }; }
  catch (e) { return { name: e.name, code: e.code, server: e.server, tool: e.tool, message: e.message }; }
}`;

describe("results, as the lock says", () => {
  const cases: [string, { given: string; want: unknown }][] = [
    ["structured content", { given: "calc.add({ a: 1, b: 2 })", want: { value: { sum: 3 } } }],
    [
      "texts are joined",
      { given: "calc.explain({ a: 1, b: 2 })", want: { value: "1 and 2\nmake 3." } },
    ],
    [
      "the whole result",
      {
        given: "calc.add.raw({ a: 1, b: 2 })",
        want: { value: { content: [{ type: "text", text: "3" }], structuredContent: { sum: 3 } } },
      },
    ],
    [
      "isError is an exception",
      {
        given: "calc.divide({ a: 1, b: 0 })",
        want: {
          name: "ToolError",
          code: "RUN_TOOL_ERROR",
          server: "calc",
          tool: "divide",
          message: "Division by zero",
        },
      },
    ],
    [
      "content that is not text",
      {
        given: "calc.plot({})",
        want: expect.objectContaining({
          code: "RUN_CONTENT_NOT_TEXT",
          message: expect.stringContaining(".raw"),
        }),
      },
    ],
    [
      "a tool with another wire name",
      { given: "echo.echo_structured({ value: 5 })", want: { value: { value: 5 } } },
    ],
  ];
  test.each(cases)("%s", async (_name, { given, want }) => {
    const outcome = await stage.exec(caught(given));
    expect(outcome.diagnostics).toEqual([]);
    expect(outcome.result).toEqual(want);
  });
});

describe("inputs", () => {
  const refused: [string, { given: string; code: string; says: RegExp }][] = [
    [
      "a wrong type",
      { given: `calc.add({ a: "1", b: 2 })`, code: "RUN_INPUT_INVALID", says: /\/a/ },
    ],
    ["a missing one", { given: `calc.add({ a: 1 })`, code: "RUN_INPUT_INVALID", says: /"b"/ }],
    ["no object", { given: `calc.add([1, 2])`, code: "RUN_INPUT_INVALID", says: /one object/ }],
    [
      "not JSON",
      {
        given: `calc.add({ a: 1n, b: 2 })`,
        code: "RUN_INPUT_INVALID",
        says: /input\.a is a BigInt/,
      },
    ],
    [
      "NaN",
      { given: `calc.add({ a: NaN, b: 2 })`, code: "RUN_INPUT_INVALID", says: /input\.a is NaN/ },
    ],
    [
      "too large",
      { given: `echo.echo({ a: "x".repeat(2e6) })`, code: "RUN_INPUT_TOO_LARGE", says: /1048576/ },
    ],
  ];
  test.each(refused)("%s never reaches the server", async (_name, { given, code, says }) => {
    const outcome = await stage.exec(caught(given));
    expect(outcome.result).toMatchObject({ code, message: expect.stringMatching(says) });
  });

  test("a `__proto__` key is data like any other", async () => {
    const outcome = await stage.exec(
      `export default async () => echo.echo(JSON.parse('{"__proto__":{"admin":true},"constructor":1}'))`,
    );
    expect(outcome.result).toBe(`{"__proto__":{"admin":true},"constructor":1}`);
    expect(({} as Record<string, unknown>)["admin"]).toBeUndefined();
  });
});

function openBridge(effects: { server: string; tool: string; annotations: object }[]): Bridge {
  const { sdk, connections } = stage;
  return createBridge({ sdk, connections, effects, limits: resolveLimits() });
}

test("a required parameter with a default is sent when it is left out", async () => {
  const inputSchema = {
    type: "object",
    properties: {
      a: { type: "number", default: 7 },
      b: { type: "string", default: "not required" },
    },
    required: ["a"],
  };
  const catalog: ServerCatalog = {
    ...stage.sdk.catalog("echo"),
    tools: [{ name: "echo", inputSchema }],
  };
  const { connections } = stage;
  const sdk = sdkOf([catalog]);
  const bridge = createBridge({
    sdk,
    connections,
    effects: "all",
    limits: resolveLimits(),
    acceptDrift: true,
  });
  const call = (input: JsonObject) =>
    bridge.call({ server: "echo", tool: "echo", input, raw: false });
  expect(await call({})).toEqual({ ok: true, value: `{"a":7}` });
  expect(await call({ a: 1 })).toEqual({ ok: true, value: `{"a":1}` });
  bridge.close();
});

describe("what may be called", () => {
  const refused = [
    "constructor",
    "toString",
    "__proto__",
    "hasOwnProperty",
    "divide",
    "add ",
    "ADD",
    "add\0",
    "",
  ];
  test.each(refused)("%j is not", async (tool) => {
    const open = openBridge(only("calc", "add"));
    const reply = await open.call({ server: "calc", tool, input: { a: 1, b: 2 }, raw: false });
    expect(reply).toMatchObject({ ok: false, error: { code: "RUN_TOOL_NOT_ALLOWED" } });
    open.close();
  });

  test.each(["echo", "__proto__", "../calc", "constructor"])(
    "nor anything of %j",
    async (server) => {
      const open = openBridge(only("calc", "add"));
      const reply = await open.call({ server, tool: "add", input: {}, raw: false });
      expect(reply).toMatchObject({ ok: false, error: { code: "RUN_TOOL_NOT_ALLOWED" } });
      open.close();
    },
  );
});

test("calls are made at once, not one after the other", async () => {
  const outcome = await stage.exec(
    `export default async () => (await Promise.all(Array.from({ length: 10 }, () => calc.gather({ count: 10 })))).length`,
  );
  expect(outcome.result).toBe(10);
  expect(outcome.bridge.calls).toHaveLength(10);
});

test("any number may be started; at most 16 are under way", async () => {
  const outcome = await stage.exec(
    `export default async () => (await Promise.all(Array.from({ length: 300 }, (_, a) => calc.add({ a, b: 0 })))).map((r) => r.sum)`,
  );
  expect(outcome.result).toEqual(Array.from({ length: 300 }, (_, i) => i));
});

test("too many calls", async () => {
  const outcome = await stage.exec(
    `export default async () => { for (let i = 0; ; i++) await calc.add({ a: i, b: 0 }) }`,
    { limits: { calls: 5 } },
  );
  expect(codesOf(outcome)).toEqual(["RUN_CALL_LIMIT"]);
  expect(outcome.bridge.calls.filter(({ ok }) => ok)).toHaveLength(5);
});

test("too many calls at once", async () => {
  const outcome = await stage.exec(
    `export default () => Promise.all(Array.from({ length: 60 }, (_, a) => calc.add({ a, b: 0 })))`,
    { limits: { calls: 20 } },
  );
  expect(codesOf(outcome)).toContain("RUN_CALL_LIMIT");
  expect(outcome.diagnostics[0]).toMatchObject({ code: "RUN_CALL_LIMIT", severity: "error" });
});

test("calls still under way at the end are cancelled, also for the server", async () => {
  const outcome = await stage.exec(
    `export default async () => { calc.wait({ ms: 60000, label: "left" }); await calc.add({ a: 1, b: 1 }); return 1 }`,
  );
  expect(outcome.ok).toBe(true);
  expect(codesOf(outcome)).toEqual(["RUN_CALLS_UNFINISHED"]);
  const after = await stage.exec(`export default async () => (await calc.cancelled({})).labels`);
  expect(after.result).toContain("left");
});

test("a call that never left the isolate is one that was under way", async () => {
  const outcome = await stage.exec(
    `export default () => { calc.add({ a: 1, b: 1 }); calc.add({ a: 2, b: 2 }); return 1 }`,
  );
  expect(outcome.ok).toBe(true);
  expect(outcome.diagnostics.map(({ code, message }) => [code, message])).toEqual([
    [
      "RUN_CALLS_UNFINISHED",
      "2 tool calls were still under way when the program ended, and cancelled.",
    ],
  ]);
});

const TIMERS: [name: string, given: { code: string; codes: string[]; logs: string[] }][] = [
  [
    "one that is late",
    {
      code: `setTimeout(() => console.log("late"), 5)`,
      codes: ["RUN_TIMERS_DROPPED"],
      logs: [],
    },
  ],
  [
    "one that repeats",
    {
      code: `setInterval(() => console.log("again"), 60000)`,
      codes: ["RUN_TIMERS_DROPPED"],
      logs: [],
    },
  ],
  [
    "one that fired",
    {
      code: `await new Promise((end) => setTimeout((...all) => { console.log(...all); end() }, 1, "a", 2))`,
      codes: [],
      logs: ["a 2"],
    },
  ],
  [
    "those that were taken back, twice",
    {
      code: `const t = setTimeout(() => {}, 60000), i = setInterval(() => {}, 60000); clearTimeout(t); clearTimeout(t); clearInterval(i); clearTimeout(undefined); clearTimeout(99999)`,
      codes: [],
      logs: [],
    },
  ],
  [
    "one that takes itself back",
    {
      code: `await new Promise((end) => { const i = setInterval(() => { clearInterval(i); end() }, 1) })`,
      codes: [],
      logs: [],
    },
  ],
];

describe("timers that the end of the program drops are told", () => {
  test.each(TIMERS)("%s", async (_name, { code, codes, logs }) => {
    const outcome = await stage.exec(`export default async () => { ${code}; return 1 }`);
    expect(codesOf(outcome)).toEqual(codes);
    expect(outcome.logs.map(({ text }) => text)).toEqual(logs);
  });
});

test("no call is made after the result", async () => {
  const outcome = await stage.exec(`export default async () => {
    setTimeout(() => calc.add({ a: 1, b: 1 }), 0);
    setTimeout(() => calc.add({ a: 1, b: 1 }), 30);
    (async () => { for (;;) { await null; calc.add({ a: 2, b: 2 }).catch(() => {}); await new Promise((r) => setTimeout(r, 1)); } })();
    return 1;
  }`);
  const made = outcome.bridge.calls.filter(({ ok }) => ok).length;
  expect(outcome.ok).toBe(true);
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(outcome.bridge.calls.filter(({ ok }) => ok)).toHaveLength(made);
  const reply = await outcome.bridge.call({
    server: "calc",
    tool: "add",
    input: { a: 1, b: 1 },
    raw: false,
  });
  expect(reply).toMatchObject({ ok: false, error: { code: "RUN_CLOSED" } });
});

test("a value of the environment is not in an error's text", async () => {
  const redacted = stage.connections.redact("token canary-5b1c9e refused");
  expect(redacted).toBe("token ${CANARY} refused");
});
