import { describe, expect, test } from "vitest";
import { CLIENT_CAPABILITIES } from "../../src/introspect/capabilities.ts";
import { connectServer } from "../../src/introspect/connect.ts";
import { isJsonObject, type JsonObject } from "../../src/json.ts";
import { fixtureServer, markProcesses, nodeServer, ROOT, withServer } from "./servers.ts";

const calculator = (): ReturnType<typeof nodeServer> => nodeServer([fixtureServer("calculator")]);
const echo = (
  options: Parameters<typeof nodeServer>[1] = {},
  args: string[] = [],
): ReturnType<typeof nodeServer> => nodeServer([fixtureServer("echo"), ...args], options);

async function structured(result: Promise<JsonObject>): Promise<JsonObject> {
  const content = (await result)["structuredContent"];
  if (!isJsonObject(content)) throw new Error("no structured content");
  return content;
}

test("facts are what the server said", async () => {
  await withServer(echo(), async ({ facts }) => {
    expect(facts).toEqual({
      era: "legacy",
      protocolVersion: "2025-11-25",
      serverInfo: { name: "echo", version: "1.0.0" },
      capabilities: { tools: { listChanged: true } },
      instructions: null,
    });
  });
});

test("the server is told our one set of capabilities", async () => {
  await withServer(echo(), async (connection) => {
    const client = await structured(connection.callTool("client", {}));
    expect(client["capabilities"]).toEqual(CLIENT_CAPABILITIES);
    expect(client["clientInfo"]).toMatchObject({ name: "codemode" });
  });
});

const results: [string, { given: [string, JsonObject]; want: JsonObject }][] = [
  [
    "structured content",
    {
      given: ["add", { a: 1, b: 2 }],
      want: { content: [{ type: "text", text: "3" }], structuredContent: { sum: 3 } },
    },
  ],
  [
    "an error of the tool is a result",
    {
      given: ["divide", { a: 1, b: 0 }],
      want: { content: [{ type: "text", text: "Division by zero" }], isError: true },
    },
  ],
  [
    "several texts",
    {
      given: ["explain", { a: 1, b: 2 }],
      want: {
        content: [
          { type: "text", text: "1 and 2" },
          { type: "text", text: "make 3." },
        ],
      },
    },
  ],
];

describe("results come as the server sent them", () => {
  test.each(results)("%s", async (_name, { given, want }) => {
    await withServer(calculator(), async (connection) => {
      expect(await connection.callTool(...given)).toEqual(want);
    });
  });

  test("content that is not text", async () => {
    await withServer(calculator(), async (connection) => {
      const { content } = await connection.callTool("plot", {});
      expect(content).toMatchObject([{ type: "image", mimeType: "image/png" }]);
    });
  });

  test("a protocol error is ours to throw, coded", async () => {
    await withServer(nodeServer([fixtureServer("mutable")]), async (connection) => {
      await expect(connection.callTool("nothing", {})).rejects.toMatchObject({
        code: "SERVER_ERROR_REPLY",
        message:
          "Server `server`: answered with error -32602 while calling nothing: Unknown tool: nothing.",
      });
    });
  });
});

test("calls are under way at the same time", async () => {
  await withServer(calculator(), async (connection) => {
    const calls = Array.from({ length: 20 }, () => connection.callTool("gather", { count: 20 }));
    const answers = await Promise.all(calls);
    expect(answers.map(({ structuredContent }) => structuredContent)).toEqual(
      calls.map(() => ({ together: 20 })),
    );
  });
});

describe("cancellation", () => {
  test("an aborted call rejects with the reason at once, and the server is told", async () => {
    await withServer(calculator(), async (connection) => {
      const abort = new AbortController();
      const call = connection.callTool(
        "wait",
        { ms: 3_600_000, label: "ours" },
        { signal: abort.signal },
      );
      abort.abort(new Error("no longer wanted"));
      await expect(call).rejects.toThrow("no longer wanted");
      const { labels } = await structured(connection.callTool("cancelled", {}));
      expect(labels).toEqual(["ours"]);
    });
  });

  test("so does a call that takes too long", async () => {
    await withServer(calculator(), async (connection) => {
      const call = connection.callTool(
        "wait",
        { ms: 3_600_000, label: "late" },
        { timeoutMs: 100 },
      );
      await expect(call).rejects.toMatchObject({ code: "SERVER_TIMEOUT" });
      const { labels } = await structured(connection.callTool("cancelled", {}));
      expect(labels).toEqual(["late"]);
    });
  });

  test("a connection given up while it is made leaves no process", async () => {
    const mark = markProcesses();
    const server = nodeServer(
      ["-e", "process.stdin.once('data', () => console.error('started'))"],
      { env: mark.env },
    );
    const abort = new AbortController();
    const { signal } = abort;
    const connecting = connectServer(server, {
      rootDir: ROOT,
      env: process.env,
      signal,
      // It has started and read what we sent.
      onLog: () => abort.abort(new Error("never mind")),
    });
    await expect(connecting).rejects.toThrow("never mind");
    expect(mark.processes()).toEqual([]);
  });

  test("a signal that is aborted already starts nothing", async () => {
    const signal = AbortSignal.abort(new Error("never mind"));
    const connecting = connectServer(echo(), { rootDir: ROOT, env: process.env, signal });
    await expect(connecting).rejects.toThrow("never mind");
  });
});

describe("closing", () => {
  test("calls under way are refused", async () => {
    await withServer(calculator(), async (connection) => {
      const call = connection.callTool("wait", { ms: 3_600_000 });
      const [refused] = await Promise.allSettled([call, connection.close()]);
      const ended = { code: expect.stringMatching(/^SERVER_(?:EXITED|CLOSED)$/) as string };
      expect(refused).toMatchObject({ status: "rejected", reason: ended });
      await expect(connection.callTool("add", { a: 1, b: 2 })).rejects.toMatchObject(ended);
    });
  });

  test("may be asked for twice", async () => {
    const connection = await connectServer(echo(), { rootDir: ROOT, env: process.env });
    await Promise.all([connection.close(), connection.close()]);
    await expect(connection.close()).resolves.toBeUndefined();
  });
});

test("the server says that its tools have changed", async () => {
  await withServer(
    nodeServer([fixtureServer("mutable")], { env: { TOOLS: "added" } }),
    async (connection) => {
      const changed = new Promise<void>((resolve) => {
        connection.onToolsChanged(resolve);
      });
      await connection.callTool("wave", {});
      await expect(changed).resolves.toBeUndefined();
    },
  );
});

test("all pages are read", async () => {
  await withServer(nodeServer([fixtureServer("paginated"), "25", "10"]), async (connection) => {
    const tools = await connection.listTools();
    expect(tools.length).toBe(25);
    expect(tools.at(-1)).toEqual({ name: "tool_0024", inputSchema: { type: "object" } });
    expect(connection.diagnostics).toEqual([]);
  });
});

test("the deadline is for all pages together", async () => {
  const server = nodeServer([fixtureServer("slow"), "0", "3600000"], { timeouts: { listMs: 200 } });
  await withServer(server, async (connection) => {
    await expect(connection.listTools()).rejects.toMatchObject({ code: "SERVER_TIMEOUT" });
  });
});

test("standard error is given line by line", async () => {
  const lines: string[] = [];
  const server = nodeServer([
    "-e",
    `console.error("one"); process.stderr.write("two\\nthree"); process.exit(1)`,
  ]);
  const connecting = connectServer(server, {
    rootDir: ROOT,
    env: process.env,
    onLog: (line) => lines.push(line),
  });
  await expect(connecting).rejects.toMatchObject({ code: "SERVER_EXITED" });
  expect(lines).toEqual(["one", "two", "three"]);
});

function where(options: Parameters<typeof nodeServer>[1] = {}): Promise<JsonObject> {
  return withServer(echo(options), (connection) => structured(connection.callTool("where", {})));
}

describe("a server's process", () => {
  const environment = {
    PATH: process.env["PATH"] ?? "",
    HOME: "/home/someone",
    LANG: "C.UTF-8",
    LC_TIME: "de_DE.UTF-8",
    https_proxy: "http://proxy.example",
    // What it must not get.
    GITHUB_TOKEN: "ghp_canary",
    AWS_SECRET_ACCESS_KEY: "canary",
    NODE_OPTIONS: "--no-warnings",
    BASH_FUNC_x: "() { :; }",
    TERM: "() { :; }",
  };

  test("gets the safelist of the environment and its own, and nothing else", async () => {
    const connection = await connectServer(echo({ env: { OWN: "1", LANG: "fr_FR.UTF-8" } }), {
      rootDir: ROOT,
      env: environment,
    });
    const env = await structured(connection.callTool("environment", {}));
    await connection.close();
    expect(env).toEqual({
      PATH: environment.PATH,
      HOME: "/home/someone",
      LANG: "fr_FR.UTF-8",
      LC_TIME: "de_DE.UTF-8",
      https_proxy: "http://proxy.example",
      OWN: "1",
    });
  });

  test("runs in the configuration's folder, or in `cwd` relative to it", async () => {
    expect((await where())["cwd"]).toBe(ROOT);
    expect((await where({ cwd: "fixtures" }))["cwd"]).toBe(`${ROOT}/fixtures`);
  });

  test("gets its arguments as they are: no shell looks at them", async () => {
    const args = ["$(id)", "a b", "*", "; exit", '"', ""];
    await withServer(echo({}, args), async (connection) => {
      expect((await structured(connection.callTool("where", {})))["args"]).toEqual(args);
    });
  });
});
