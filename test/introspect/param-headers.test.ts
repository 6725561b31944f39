import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { paramHeaders, scanParamHeaders } from "../../src/introspect/scan-param-headers.ts";
import type { JsonValue } from "../../src/json.ts";
import { listen, type Listening } from "./listening.ts";
import { httpServer, withServer } from "./servers.ts";

const object = (properties: Record<string, JsonValue>): JsonValue => ({
  type: "object",
  properties,
});

const declarations: [string, { given: JsonValue; want: object }][] = [
  ["none", { given: object({ a: { type: "string" } }), want: { ok: true, headers: [] } }],
  ["no schema at all", { given: null, want: { ok: true, headers: [] } }],
  [
    "an argument, and one within another",
    {
      given: object({
        a: { type: "string", "x-mcp-header": "A" },
        b: object({ c: { type: "boolean", "x-mcp-header": "C" } }),
      }),
      want: {
        ok: true,
        headers: [
          { path: ["b", "c"], name: "C" },
          { path: ["a"], name: "A" },
        ],
      },
    },
  ],
  [
    "an argument that has the keyword's own name",
    {
      given: object({ "x-mcp-header": { type: "string" } }),
      want: { ok: true, headers: [] },
    },
  ],
  [
    "a number",
    { given: object({ a: { type: "number", "x-mcp-header": "A" } }), want: { ok: false } },
  ],
  ["no type", { given: object({ a: { "x-mcp-header": "A" } }), want: { ok: false } }],
  [
    // W35
    "a name with a line break",
    { given: object({ a: { type: "string", "x-mcp-header": "A\r\nB: c" } }), want: { ok: false } },
  ],
  [
    "an empty name",
    { given: object({ a: { type: "string", "x-mcp-header": "" } }), want: { ok: false } },
  ],
  [
    "two that differ in case only",
    {
      given: object({
        a: { type: "string", "x-mcp-header": "A" },
        b: { type: "string", "x-mcp-header": "a" },
      }),
      want: { ok: false },
    },
  ],
  ["the whole", { given: { type: "object", "x-mcp-header": "A" }, want: { ok: false } }],
  [
    "what a list has many of",
    {
      given: object({ a: { type: "array", items: { type: "string", "x-mcp-header": "A" } } }),
      want: { ok: false },
    },
  ],
  [
    "one of several alternatives",
    {
      given: { type: "object", oneOf: [object({ a: { type: "string", "x-mcp-header": "A" } })] },
      want: { ok: false },
    },
  ],
  [
    "a definition",
    { given: { $defs: { a: { type: "string", "x-mcp-header": "A" } } }, want: { ok: false } },
  ],
];

describe("what a schema declares", () => {
  test.each(declarations)("%s", (_name, { given, want }) => {
    expect(scanParamHeaders(given)).toMatchObject(want);
  });
});

const values: [string, { given: JsonValue; want: string | undefined }][] = [
  ["a text", { given: "eu-west", want: "eu-west" }],
  ["a number", { given: 12, want: "12" }],
  ["true", { given: true, want: "true" }],
  ["nothing", { given: null, want: undefined }],
  ["an object", { given: {}, want: undefined }],
  ["a number that is not exact", { given: 2 ** 60, want: undefined }],
  ["a line break", { given: "a\r\nb: c", want: "=?base64?YQ0KYjogYw==?=" }],
  ["not ASCII", { given: "Zürich", want: "=?base64?WsO8cmljaA==?=" }],
  ["white space at an end", { given: " a", want: "=?base64?IGE=?=" }],
  ["what looks encoded", { given: "=?base64?x?=", want: "=?base64?PT9iYXNlNjQ/eD89?=" }],
  ["an empty text", { given: "", want: "=?base64??=" }],
];

describe("what a header holds", () => {
  test.each(values)("%s", (_name, { given, want }) => {
    const headers = paramHeaders([{ path: ["a", "b"], name: "B" }], { a: { b: given } });
    expect(headers["Mcp-Param-B"]).toBe(want);
  });

  test("an argument that is not given has none, whatever objects inherit", () => {
    expect(paramHeaders([{ path: ["constructor", "name"], name: "B" }], {})).toEqual({});
  });
});

describe("a server that checks", () => {
  let listening: Listening;
  beforeAll(async () => {
    listening = await listen("routed", "http");
  });
  afterAll(() => listening.stop());

  test("gets the arguments it wants in headers", async () => {
    await withServer(httpServer(listening.url), async (connection) => {
      await connection.listTools();
      const input = { region: "Zürich", count: 3, inner: { dry: true }, other: "x" };
      const { content } = await connection.callTool("route", input);
      const [{ text }] = content as [{ text: string }];
      expect(JSON.parse(text)).toEqual({
        "mcp-param-region": "=?base64?WsO8cmljaA==?=",
        "mcp-param-count": "3",
        "mcp-param-dry-run": "true",
      });
    });
  });

  test("W35: a tool that declares them wrongly is left out, and the others are not", async () => {
    await withServer(httpServer(listening.url), async (connection) => {
      const tools = (await connection.listTools()) as { name: string }[];
      expect(tools.map(({ name }) => name)).toEqual(["route", "work"]);
      expect(connection.diagnostics).toMatchObject([
        { code: "SERVER_TOOL_HEADERS", location: { server: "web", tool: "wrong" } },
      ]);
    });
  });

  test("every request names its method, its tool and its version", async () => {
    const from = listening.requests.length;
    await withServer(httpServer(listening.url), async (connection) => {
      await connection.listTools();
      await connection.callTool("work", {});
    });
    const asked = listening.requests.slice(from).filter((line) => line.endsWith("2026-07-28"));
    expect(asked).toEqual([
      "server/discover  2026-07-28",
      "tools/list  2026-07-28",
      "tools/call work 2026-07-28",
    ]);
  });
});
