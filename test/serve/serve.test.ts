import { existsSync } from "node:fs";
import path from "node:path";
import { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ROOT, type Project } from "../e2e/project.ts";
import { createCalculatorProject } from "../cli/generated-project.ts";
import { processesOf } from "../cli/processes.ts";

/** The official client against the built command: the loop that an agent goes through. */
let project: Project;
let client: Client;
let stderr: string[];

interface Connected {
  client: Client;
  transport: StdioClientTransport;
  stderr: string[];
}

async function connect(...flags: string[]): Promise<Connected> {
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [path.join(ROOT, "bin", "codemode.js"), "serve", ...flags],
    cwd: project.dir,
    env: { PATH: process.env["PATH"] ?? "", HOME: project.dir },
    stderr: "pipe",
  });
  const stderr: string[] = [];
  transport.stderr?.on("data", (chunk: Buffer) => stderr.push(chunk.toString()));
  const client = new Client({ name: "test", version: "1.0.0" });
  await client.connect(transport);
  return { client, transport, stderr };
}

beforeAll(async () => {
  project = await createCalculatorProject();
  ({ client, stderr } = await connect());
});
afterAll(async () => {
  await client.close();
  project.remove();
});

interface Answer {
  text: string;
  structured: Record<string, unknown> | undefined;
  isError: boolean;
}

async function call(
  name: string,
  args: Record<string, unknown>,
  options: { signal?: AbortSignal } = {},
): Promise<Answer> {
  const result = await client.callTool({ name, arguments: args }, options);
  const content = result.content as { type: string; text?: string }[];
  return {
    text: content.map(({ text }) => text ?? "").join("\n"),
    structured: result.structuredContent as Record<string, unknown> | undefined,
    isError: result.isError === true,
  };
}

describe("what an agent sees", () => {
  test("three tools, annotated as they are", async () => {
    const { tools } = await client.listTools();
    expect(
      tools.map(({ name, annotations }) => [
        name,
        annotations?.readOnlyHint,
        annotations?.destructiveHint,
      ]),
    ).toEqual([
      ["execute", false, true],
      ["search", true, false],
      ["describe", true, false],
    ]);
  });

  test("execute is usable alone: how to write a program, and every tool", async () => {
    const { tools } = await client.listTools();
    const { description } = tools.find(({ name }) => name === "execute") as { description: string };
    expect(description).toContain("Promise.all");
    expect(description).toContain("calculator");
    expect(description).toContain("add({ a: number; b: number })");
  });
});

describe("execute", () => {
  test("a right program: its logs and its value", async () => {
    const { text, structured, isError } = await call("execute", {
      code: `console.log("adding"); return await calculator.add({ a: 1, b: input.n });`,
      input: { n: 41 },
    });
    expect(text).toBe('Logs:\nadding\n\nResult:\n{"sum":42}');
    expect(structured).toEqual({
      ok: true,
      executed: true,
      result: { sum: 42 },
      logs: [{ level: "log", text: "adding" }],
      calls: [{ tool: "calculator.add", ok: true }],
      diagnostics: [],
    });
    expect(isError).toBe(false);
  });

  test("only a value: the value alone", async () => {
    expect((await call("execute", { code: `return "just this";` })).text).toBe("just this");
    expect((await call("execute", { code: `const n = 1; void n;` })).text).toContain(
      "returned nothing",
    );
  });

  test("a wrong program: what to change; nothing ran", async () => {
    const { text, structured, isError } = await call("execute", {
      code: `return await calculator.add({ a: 1, c: 2 });`,
    });
    expect(isError).toBe(true);
    expect(text).toContain("Nothing was executed.");
    expect(text).toContain("`b`");
    expect(structured).toMatchObject({ ok: false, executed: false, calls: [] });
  });

  test("a program that throws: what it logged, and where it threw", async () => {
    const { text, isError } = await call("execute", {
      code: `console.log("before");\nif (Date.now() > 0) throw new RangeError("too far");`,
    });
    expect(isError).toBe(true);
    expect(text).toContain("before");
    expect(text).toContain("program.ts:2:");
    expect(text).toContain("RangeError: too far");
  });

  test("a time limit", async () => {
    const { text, isError } = await call("execute", { code: `while (true) {}`, timeoutMs: 300 });
    expect(isError).toBe(true);
    expect(text).toContain("RUN_TIMEOUT");
  });

  test("cancelling the request cancels the program's tool call", async () => {
    const controller = new AbortController();
    const running = call(
      "execute",
      {
        code: `await Promise.all([
          calculator.wait({ ms: 30000, label: "of the cancelled program" }),
          calculator.gather({ count: 2 }),
        ]);`,
      },
      { signal: controller.signal },
    );
    const failure = running.catch((error: unknown) => error);
    // Answered only once the first program's calls have reached the server, in whose order `wait` came before.
    await call("execute", { code: `return await calculator.gather({ count: 2 });` });
    controller.abort();
    expect(await failure).toBeInstanceOf(Error);
    const labels = async (): Promise<string> =>
      (await call("execute", { code: `return (await calculator.cancelled()).labels;` })).text;
    let seen = "";
    for (let tries = 0; tries < 50 && !seen.includes("cancelled program"); tries += 1)
      seen = await labels();
    expect(seen).toContain("of the cancelled program");
  });

  test("several at once", async () => {
    const sums = await Promise.all(
      [1, 2, 3].map((n) =>
        call("execute", { code: `return (await calculator.add({ a: ${n}, b: 0 })).sum;` }),
      ),
    );
    expect(sums.map(({ text }) => text)).toEqual(["1", "2", "3"]);
  });

  test("arguments that are no program are refused by the protocol", async () => {
    const refused = await call("execute", { code: 5 }).catch((error: Error) => error);
    expect(refused instanceof Error || refused.isError).toBe(true);
  });
});

describe("search and describe", () => {
  test("search finds by words and gives signatures", async () => {
    const { text } = await call("search", { query: "divide numbers" });
    expect(text.split("\n")[0]).toMatch(/^calculator\.divide\(\{ a: number; b: number \}\)/);
  });

  test("search without a hit says so", async () => {
    const { text, isError } = await call("search", { query: "zzzz" });
    expect(text).toContain("No tool has these words");
    expect(isError).toBe(false);
  });

  test("describe gives the documentation of every parameter", async () => {
    const { text } = await call("describe", { tools: ["calculator.add", "calculator.nothing"] });
    expect(text).toContain("The first.");
    expect(text).toContain("AddInput");
    expect(text).toContain('There is no tool "calculator.nothing"');
  });

  test("describe names what is most like a tool that does not exist", async () => {
    const { text, isError } = await call("describe", { tools: ["calculator.devide"] });
    expect(text).toContain("Did you mean calculator.divide?");
    expect(isError).toBe(true);
  });

  test("describe takes a whole server", async () => {
    const { text } = await call("describe", { tools: ["calculator"] });
    expect(text).toContain("AddInput");
    expect(text).toContain("DivideInput");
  });

  test("names that every object has are no servers", async () => {
    for (const name of ["constructor", "__proto__", "calculator.constructor"]) {
      expect((await call("describe", { tools: [name] })).isError).toBe(true);
    }
  });
});

describe("with a policy", () => {
  test("execute, search and describe keep to it, and say so", async () => {
    const other = await connect("--read-only", "--deny", "calculator.divide");
    const bound = client;
    client = other.client;
    try {
      const { tools } = await client.listTools();
      const execute = tools.find(({ name }) => name === "execute");
      expect(execute?.annotations).toMatchObject({ readOnlyHint: true, destructiveHint: false });
      expect(execute?.description).toContain("`--read-only --deny calculator.divide`");
      expect(execute?.description).toContain("Allowed: calculator.add.");
      const right = await call("execute", {
        code: `return (await calculator.add({ a: 1, b: 2 })).sum;`,
      });
      expect(right.text).toBe("3");
      const wrong = await call("execute", {
        code: `return await calculator.divide({ a: 1, b: 2 });`,
      });
      expect(wrong.isError).toBe(true);
      expect(wrong.text).toContain("`--deny calculator.divide` refuses it");
      expect((await call("search", { query: "divide numbers" })).text).not.toContain(
        "calculator.divide",
      );
      const { text } = await call("describe", { tools: ["calculator.divide", "calculator.plot"] });
      expect(text).toContain("// calculator.divide is not allowed: `--deny calculator.divide`");
      expect(text).toContain("// calculator.plot is not allowed: its server does not say");
      expect((await call("describe", { tools: ["calculator"] })).text).not.toContain("DivideInput");
    } finally {
      client = bound;
      await other.client.close();
    }
  });
});

describe.skipIf(!existsSync("/proc/self/environ"))("the end", () => {
  test("when the client goes away, nothing is left", async () => {
    const other = await connect();
    const before = processesOf(`HOME=${project.dir}`).length;
    const code = `return (await calculator.add({ a: 1, b: 2 })).sum;`;
    await other.client.callTool({ name: "execute", arguments: { code } });
    // Its own server is running now, besides itself and those of the first client.
    expect(processesOf(`HOME=${project.dir}`).length).toBeGreaterThan(before);
    const pid = other.transport.pid as number;
    await other.client.close();
    await expect.poll(() => existsSync(`/proc/${pid}`)).toBe(false);
    await expect.poll(() => processesOf(`HOME=${project.dir}`).length).toBeLessThan(before);
  });
});

test("nothing was said outside of the protocol", () => {
  expect(stderr.join("")).toBe("");
});
