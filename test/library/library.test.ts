import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as library from "../../src/index.ts";
import { createProject, type Project } from "../e2e/project.ts";
import { createCalculatorProject } from "../cli/generated-project.ts";

const { openCodemode, CodemodeError } = library;

test("the package exports exactly this", () => {
  expect(Object.keys(library).toSorted()).toEqual([
    "CodemodeError",
    "connectSdk",
    "defineConfig",
    "generate",
    "importFrom",
    "login",
    "logout",
    "openCodemode",
    "openapi",
    "schemaToTypeScript",
    "signInStatus",
  ]);
});

let project: Project;
let codemode: library.Codemode;

beforeAll(async () => {
  project = await createCalculatorProject();
  codemode = await openCodemode({ cwd: project.dir });
});
afterAll(async () => {
  await codemode.close();
  project.remove();
});

test("generate: a report that is plain JSON", async () => {
  const report = await library.generate({ cwd: project.dir, offline: true });
  expect(report).toMatchObject({ ok: true, wrote: false, version: "1.0.0", changes: [] });
  expect(JSON.parse(JSON.stringify(report))).toEqual(report);
});

describe("check", () => {
  test("a verdict is plain JSON", async () => {
    const verdict = await codemode.check("return await calculator.add({ a: 1, b: 2 });");
    expect(verdict.ok).toBe(true);
    expect(verdict.effects.map(({ server, tool }) => [server, tool])).toEqual([
      ["calculator", "add"],
    ]);
    expect(JSON.parse(JSON.stringify(verdict))).toEqual(verdict);
  });

  test("an aborted check rejects with the signal's reason", async () => {
    const signal = AbortSignal.abort(new Error("enough"));
    await expect(codemode.check("return 1;", { signal })).rejects.toThrow("enough");
  });
});

describe("exec", () => {
  test.each([
    ["a program that does nothing", "const n = 1; void n;", true],
    [
      "one that only reads",
      "const { sum } = await calculator.add({ a: 1, b: 2 }); void sum;",
      true,
    ],
    [
      "one that assigns its answer",
      "let sum; sum = (await calculator.add({ a: 1, b: 2 })).sum;",
      true,
    ],
    ["one that logs", "console.log((await calculator.add({ a: 1, b: 2 })).sum);", false],
    ["one that returns null", "return null;", false],
    [
      "one that calls what is not read-only",
      "const said = await calculator.explain({ a: 1, b: 2 }); void said;",
      false,
    ],
  ])("is told that nothing came of it: %s", async (_name, source, isTold) => {
    const result = await codemode.exec(source);
    expect(result.ok).toBe(true);
    expect(result.diagnostics.map(({ code }) => code)).toEqual(isTold ? ["RUN_NO_RESULT"] : []);
  });

  test("logs come as they are made; input, result, calls and effects", async () => {
    const seen: string[] = [];
    const result = await codemode.exec(
      `console.log("a"); const { sum } = await calculator.add(input as { a: number; b: number }); console.log("b"); return sum;`,
      { input: { a: 40, b: 2 }, onLog: ({ text }) => seen.push(text) },
    );
    expect(result.diagnostics).toEqual([]);
    expect(result).toMatchObject({ ok: true, executed: true, result: 42 });
    expect(seen).toEqual(["a", "b"]);
    expect(result.calls).toMatchObject([{ server: "calculator", tool: "add", ok: true }]);
  });

  test("a refused program: no log, no call, not executed", async () => {
    const result = await codemode.exec(`console.log("never"); return nothing.at_all();`);
    expect(result).toMatchObject({ ok: false, executed: false, logs: [], calls: [] });
    expect(result.diagnostics.length).toBeGreaterThan(0);
  });

  test("a tool that reports an error fails the program; one that is caught does not", async () => {
    const thrown = await codemode.exec(`return await calculator.divide({ a: 1, b: 0 });`);
    expect(thrown.ok).toBe(false);
    expect(thrown.diagnostics.map(({ code }) => code)).toEqual(["RUN_TOOL_ERROR"]);
    const caught = await codemode.exec(
      `try { await calculator.divide({ a: 1, b: 0 }); } catch (error) { return error instanceof ToolError && error.message; }`,
    );
    expect(caught).toMatchObject({ ok: true, result: "Division by zero" });
  });

  test("executions at once do not see each other", async () => {
    const results = await Promise.all(
      [1, 2, 3, 4].map((n) =>
        codemode.exec(
          `const world = globalThis as unknown as Record<string, number>;
           world["mine"] = (world["mine"] ?? 0) + ${n};
           await calculator.wait({ ms: 50 });
           return world["mine"];`,
        ),
      ),
    );
    expect(results.map(({ result }) => result)).toEqual([1, 2, 3, 4]);
  });

  test("an abort ends a loop that never yields, and says so", async () => {
    const controller = new AbortController();
    const result = await codemode.exec(
      `console.log("in"); await calculator.wait({ ms: 200 }); for (;;) {}`,
      {
        signal: controller.signal,
        onLog: () => setTimeout(() => controller.abort(), 300),
      },
    );
    expect(result).toMatchObject({ ok: false, executed: true });
    expect(result.diagnostics.map(({ code }) => code)).toContain("RUN_ABORTED");
  });

  test("one that is aborted before it begins runs nothing", async () => {
    const result = await codemode.exec("return 1;", { signal: AbortSignal.abort() });
    expect(result).toMatchObject({ ok: false, executed: false });
    expect(result.diagnostics.map(({ code }) => code)).toEqual(["RUN_ABORTED"]);
  });
});

describe("open and close", () => {
  test("no configuration, no SDK: coded errors", async () => {
    const lost = openCodemode({ cwd: "/" });
    await expect(lost).rejects.toBeInstanceOf(CodemodeError);
    await expect(lost).rejects.toMatchObject({ code: "CONFIG_NOT_FOUND" });
    const empty = createProject({ calculator: { command: "node" } });
    const opening = openCodemode({ cwd: empty.dir });
    await expect(opening).rejects.toMatchObject({ code: "OUTPUT_NOT_GENERATED" });
    empty.remove();
  });

  test.each([0, 17, 1.5, Number.NaN])("no number of executions in a process: %d", async (share) => {
    const opening = openCodemode({ cwd: project.dir, share });
    await expect(opening).rejects.toMatchObject({ code: "LIBRARY_SHARE" });
  });

  test("executions that share a process end with one that never yields", async () => {
    const other = await openCodemode({ cwd: project.dir, share: 2 });
    await other.exec("return 1;");
    const waiting = other.exec(`await calculator.wait({ ms: 60000 }); return 1;`);
    const looping = other.exec(`let n = 0; while (n >= 0) n = (n + 1) % 9; return n;`, {
      timeoutMs: 2000,
    });
    expect((await looping).diagnostics.map(({ code }) => code)).toEqual(["RUN_TIMEOUT"]);
    expect((await waiting).diagnostics.map(({ code }) => code)).toContain("RUN_SHARED_ENDED");
    await other.close();
  });

  test("close ends what runs; afterwards everything refuses", async () => {
    const other = await openCodemode({ cwd: project.dir });
    const running = other.exec(`await calculator.wait({ ms: 60000 }); return 1;`);
    await other.check("return 1;");
    await other.close();
    const { ok, diagnostics } = await running;
    expect(ok).toBe(false);
    expect(diagnostics.map(({ code }) => code)).toContain("RUN_ABORTED");
    await expect(other.exec("return 1;")).rejects.toMatchObject({ code: "LIBRARY_CLOSED" });
    await expect(other.check("return 1;")).rejects.toMatchObject({ code: "LIBRARY_CLOSED" });
    await other.close();
  });
});

describe("connectSdk", () => {
  test("calls tools by the lock's rules; refuses an SDK whose configuration is elsewhere", async () => {
    const connection = await library.connectSdk({ sdkDir: `${project.dir}/codemode/sdk` });
    const call = { server: "calculator", tool: "add", input: { a: 1, b: 2 }, raw: false };
    expect(await connection.call(call)).toEqual({ ok: true, value: { sum: 3 } });
    expect(await connection.call({ ...call, tool: "constructor" })).toMatchObject({ ok: false });
    await connection.close();
    expect(await connection.call(call)).toMatchObject({ ok: false, error: { code: "RUN_CLOSED" } });
    const stray = library.connectSdk({ sdkDir: `${project.dir}/elsewhere/sdk` });
    await expect(stray).rejects.toMatchObject({ code: "CONFIG_NOT_FOUND" });
  });
});
