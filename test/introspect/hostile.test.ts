// Servers that break the protocol, most of them the cases W1 to W34 of the threat model: the numbers stand at the modes.
import { describe, expect, test } from "vitest";
import { CodemodeError } from "../../src/diagnostics/error.ts";
import { isJsonObject } from "../../src/json.ts";
import type { ServerConnection } from "../../src/introspect/connect.ts";
import { introspectServers } from "../../src/introspect/introspect.ts";
import {
  connect,
  fixtureServer,
  markProcesses,
  nodeServer,
  ROOT,
  withServer,
  type ServerOptions,
} from "./servers.ts";

const SHORT = { connectMs: 2_000, listMs: 1_000, callMs: 300 };

function hostile(mode: string, options: ServerOptions = {}): ReturnType<typeof nodeServer> {
  return nodeServer([fixtureServer("hostile"), mode], { timeouts: SHORT, ...options });
}

async function failure(promise: Promise<unknown>): Promise<CodemodeError> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof CodemodeError) return error;
    throw error;
  }
  throw new Error("it did not fail");
}

const listTools = (connection: ServerConnection): Promise<unknown> => connection.listTools();
const callTool = (connection: ServerConnection): Promise<unknown> =>
  connection.callTool("fine", {});

interface Given {
  act?: (connection: ServerConnection) => Promise<unknown>;
  timeouts?: ServerOptions["timeouts"];
}

interface Want {
  code: string;
  message: RegExp;
  detail?: RegExp;
}

const failing: [string, { given: Given; want: Want }][] = [
  [
    // W1
    "never-initialize",
    {
      given: { timeouts: { connectMs: 500 } },
      want: { code: "SERVER_TIMEOUT", message: /did not answer within 500 ms while connecting/ },
    },
  ],
  [
    // W2
    "never-list",
    {
      given: { act: listTools, timeouts: { listMs: 300 } },
      want: {
        code: "SERVER_TIMEOUT",
        message: /did not answer within 300 ms while listing its tools/,
      },
    },
  ],
  [
    "never-call",
    {
      given: { act: callTool },
      want: { code: "SERVER_TIMEOUT", message: /did not answer within 300 ms while calling fine/ },
    },
  ],
  [
    "exit-at-start",
    {
      given: {},
      want: {
        code: "SERVER_EXITED",
        message: /exited with code 7 while connecting/,
        detail: /fatal: API_KEY is not set/,
      },
    },
  ],
  [
    // W3
    "exit-on-list",
    {
      given: { act: listTools },
      want: { code: "SERVER_EXITED", message: /exited with code 3 while listing its tools/ },
    },
  ],
  [
    "exit-on-call",
    {
      given: { act: callTool },
      want: { code: "SERVER_EXITED", message: /exited with code 4 while calling fine/ },
    },
  ],
  [
    // W4
    "garbage",
    {
      given: { timeouts: { connectMs: 500 } },
      want: {
        code: "SERVER_PROTOCOL",
        message: /not messages; the first is `<html>502 Bad Gateway/,
      },
    },
  ],
  [
    // Its deadline is far away: it is given up for what it writes.
    "endless-garbage",
    {
      given: { timeouts: { connectMs: 3_600_000 } },
      want: { code: "SERVER_PROTOCOL", message: /does not speak MCP.*Loading/ },
    },
  ],
  ...["bad-version", "empty-version", "list-of-versions"].map((mode): (typeof failing)[number] => [
    // W34
    mode,
    { given: {}, want: { code: "SERVER_PROTOCOL", message: /not MCP while connecting/ } },
  ]),
  [
    // W6
    "no-tools-array",
    { given: { act: listTools }, want: { code: "SERVER_PROTOCOL", message: /not an array/ } },
  ],
  [
    "no-result-object",
    { given: { act: callTool }, want: { code: "SERVER_PROTOCOL", message: /without a result/ } },
  ],
  [
    "error-on-list",
    {
      given: { act: listTools },
      want: { code: "SERVER_ERROR_REPLY", message: /error -32000 while listing its tools/ },
    },
  ],
  [
    "odd-error",
    {
      given: { act: listTools },
      want: { code: "SERVER_ERROR_REPLY", message: /an error while listing its tools/ },
    },
  ],
  [
    "floods",
    {
      given: { act: listTools, timeouts: { listMs: 3_600_000 } },
      want: { code: "SERVER_PROTOCOL", message: /does not read our answers/ },
    },
  ],
  [
    // W12
    "big-line",
    {
      given: { act: listTools, timeouts: { listMs: 20_000 } },
      want: { code: "SERVER_MESSAGE_TOO_LARGE", message: /more than 10000000 bytes/ },
    },
  ],
  [
    // W13: a byte at a time is no sign of life.
    "slow-line",
    {
      given: { act: listTools, timeouts: { listMs: 400 } },
      want: { code: "SERVER_TIMEOUT", message: /did not answer within 400 ms/ },
    },
  ],
  [
    // W13
    "endless-line",
    {
      given: { act: listTools, timeouts: { listMs: 3_600_000 } },
      want: { code: "SERVER_MESSAGE_TOO_LARGE", message: /more than 10000000 bytes/ },
    },
  ],
];

describe("a server that fails", () => {
  test.each(failing)("%s", async (mode, { given, want }) => {
    const mark = markProcesses();
    const server = hostile(mode, {
      key: "bad",
      env: mark.env,
      timeouts: { ...SHORT, ...given.timeouts },
    });
    const { act } = given;
    const error = await failure(act === undefined ? connect(server) : withServer(server, act));
    expect(error.code).toBe(want.code);
    expect(error.message).toMatch(/^Server `bad`: /);
    expect(error.message).toMatch(want.message);
    expect(error.diagnostics[0]?.location).toEqual({ server: "bad" });
    expect(error.diagnostics[0]?.detail ?? "").toMatch(want.detail ?? /^$/);
    expect(mark.processes()).toEqual([]);
  });

  test("W34: what is wrong with an answer's shape is one sentence with its place", async () => {
    const error = await failure(connect(hostile("list-of-versions")));
    expect(error.message).toBe(
      "Server `server`: answered with something that is not MCP while connecting: Invalid result for initialize: /protocolVersion: Invalid input: expected string, received array.",
    );
  });

  test("cannot be spawned: the command is named as the configuration has it", async () => {
    const error = await failure(connect(nodeServer([], { command: "no-such-command-here" })));
    expect(error.code).toBe("SERVER_START_FAILED");
    expect(error.message).toMatch(/the command "no-such-command-here" was not found/);
  });

  test("cannot be executed", async () => {
    const error = await failure(connect(nodeServer([], { command: `${ROOT}/package.json` })));
    expect(error.code).toBe("SERVER_START_FAILED");
    expect(error.message).toMatch(/may not be executed/);
  });

  test("a working folder that does not exist is not blamed on the command", async () => {
    const error = await failure(connect(nodeServer([], { cwd: "no/such/folder" })));
    expect(error.code).toBe("SERVER_START_FAILED");
    expect(error.message).toMatch(/working folder .*no\/such\/folder does not exist/);
  });

  test("after it has exited every call fails at once with why", async () => {
    await withServer(hostile("exit-on-call"), async (connection) => {
      expect((await failure(callTool(connection))).code).toBe("SERVER_EXITED");
      expect((await failure(callTool(connection))).code).toBe("SERVER_EXITED");
    });
  });

  test("values from the environment are taken out of what is shown", async () => {
    process.env["TEST_SECRET"] = "abc-canary-123";
    const server = nodeServer([fixtureServer("hostile"), "error-on-list"], {
      env: { TOKEN: "${TEST_SECRET}" },
    });
    const error = await failure(withServer(server, listTools));
    expect(error.message).toContain("token ${TEST_SECRET} refused");
    expect(JSON.stringify(error.diagnostics)).not.toContain("abc-canary-123");
  });
});

const names = (tools: readonly unknown[]): unknown[] =>
  tools.map((tool) => (isJsonObject(tool) ? tool["name"] : tool));

const surviving: [string, { want: { names: unknown[]; codes: string[] } }][] = [
  // W5
  ["noise", { want: { names: ["fine"], codes: ["SERVER_NOISE"] } }],
  // W16
  ["wrong-ids", { want: { names: ["fine"], codes: [] } }],
  // W17
  ["two-answers", { want: { names: ["fine"], codes: [] } }],
  // W10
  ["same-cursor", { want: { names: ["fine", "fine"], codes: ["SERVER_LIST_CAPPED"] } }],
  // W15: model/read-tools.test.ts leaves them out.
  ["duplicates", { want: { names: ["a", "fine", "a"], codes: [] } }],
  // W23: an input schema and an output schema.
  [
    "deep-schema",
    { want: { names: ["fine"], codes: ["SERVER_TOOL_DROPPED", "SERVER_TOOL_DROPPED"] } },
  ],
  ["large-tool", { want: { names: ["fine"], codes: ["SERVER_TOOL_DROPPED"] } }],
];

describe("a server that is read in spite of what it does", () => {
  test.each(surviving)("%s", async (mode, { want }) => {
    await withServer(hostile(mode, { timeouts: {} }), async (connection) => {
      const tools = await connection.listTools();
      expect(names(tools)).toEqual(want.names);
      expect(connection.diagnostics.map(({ code }) => code)).toEqual(want.codes);
      expect(await connection.callTool("fine", {})).toEqual({
        content: [{ type: "text", text: "fine" }],
      });
    });
  });

  test.each(["log-flood", "progress-flood"])(
    "W19: %s: what nobody reads costs little",
    async (mode) => {
      const server = hostile(mode, { timeouts: {} });
      expect(await withServer(server, (connection) => connection.listTools())).toHaveLength(1);
    },
  );

  test("W20: change-flood: many changes at once are few", async () => {
    let changes = 0;
    await withServer(hostile("change-flood", { timeouts: {} }), async (connection) => {
      connection.onToolsChanged(() => (changes += 1));
      await connection.listTools();
    });
    expect(changes).toBeGreaterThan(0);
    expect(changes).toBeLessThan(1_000);
  });

  test("noise is shown once, with its first line made safe", async () => {
    await withServer(hostile("noise", { timeouts: {} }), async (connection) => {
      await connection.listTools();
      await connection.listTools();
      expect(connection.diagnostics.map(({ message }) => message)).toEqual([
        "Server `server`: 6 lines of its standard output are not messages; the first is `Starting...`.",
      ]);
    });
  });

  test("W18: what it asks of us is refused where nobody answers", async () => {
    await withServer(hostile("asks-back"), async (connection) => {
      await connection.listTools();
      expect(await connection.callTool("fine", {})).toEqual({
        content: [
          {
            type: "text",
            text: "elicitation/create: decline,roots/list: -32601,sampling/createMessage: -1",
          },
        ],
      });
    });
  });

  test("what it says of itself is left out where it is too much", async () => {
    const { catalogs, diagnostics } = await introspectServers([hostile("large-facts")], {
      rootDir: ROOT,
      env: process.env,
    });
    expect(catalogs).toMatchObject([{ serverInfo: {}, instructions: null }]);
    expect(diagnostics.map(({ code }) => code)).toEqual([
      "SERVER_FACTS_DROPPED",
      "SERVER_FACTS_DROPPED",
    ]);
  });

  test("a server without tools is a warning", async () => {
    const { catalogs, diagnostics } = await introspectServers([hostile("no-tools")], {
      rootDir: ROOT,
      env: process.env,
    });
    expect(catalogs).toMatchObject([{ tools: [] }]);
    expect(diagnostics).toMatchObject([{ code: "SERVER_NO_TOOLS", severity: "warning" }]);
  });

  test("W11: endless pages end at a cap", async () => {
    await withServer(hostile("endless-pages", { timeouts: {} }), async (connection) => {
      expect((await connection.listTools()).length).toBe(200);
      expect(connection.diagnostics[0]?.message).toMatch(
        /more than 200 pages.*200 tools were read/,
      );
    });
  });

  test("W11, W14: too many tools end at a cap", async () => {
    await withServer(hostile("many-tools", { timeouts: {} }), async (connection) => {
      expect((await connection.listTools()).length).toBe(5_000);
      expect(connection.diagnostics[0]?.message).toMatch(/more than 5000 tools/);
    });
  });

  test("W7 to W9: broken tools stay in the catalog as they are, sorted", async () => {
    const { catalogs } = await introspectServers([hostile("bad-tools", { timeouts: {} })], {
      rootDir: ROOT,
      env: process.env,
    });
    expect(catalogs[0]?.tools).toEqual([
      "text",
      null,
      { inputSchema: { type: "object" }, name: 42 },
      { inputSchema: { type: "object" } },
      { inputSchema: [], name: "array-schema" },
      { inputSchema: { type: "object" }, name: "fine" },
      { name: "no-schema" },
      { inputSchema: { type: "string" }, name: "not-an-object" },
      { inputSchema: null, name: "null-schema" },
      { inputSchema: "object", name: "string-schema" },
      { inputSchema: true, name: "true-schema" },
      { inputSchema: { type: ["object", "null"] }, name: "types" },
    ]);
  });

  test("tools of one name are sorted by what they are, not by the order they came in", async () => {
    const { catalogs } = await introspectServers([hostile("duplicates", { timeouts: {} })], {
      rootDir: ROOT,
      env: process.env,
    });
    expect(
      catalogs[0]?.tools.map((tool) => (isJsonObject(tool) ? tool["description"] : 0)),
    ).toEqual(["first", "second", undefined]);
  });
});

describe.skipIf(process.platform !== "linux")("nothing stays behind", () => {
  test("W30: a server that ignores the end of its input and SIGTERM, with its grandchild", async () => {
    const mark = markProcesses();
    await withServer(hostile("stays", { env: mark.env }), async (connection) => {
      await connection.listTools();
      expect(mark.processes().length).toBe(2);
    });
    expect(mark.processes()).toEqual([]);
  });

  test("a server that goes, but leaves a child that holds its output", async () => {
    const mark = markProcesses();
    await withServer(hostile("leaves-a-child", { env: mark.env }), async (connection) => {
      await connection.listTools();
      expect(mark.processes().length).toBe(2);
    });
    expect(mark.processes()).toEqual([]);
  });
});
