import { afterEach, expect, test } from "vitest";
import { createInProcess } from "../../src/run/in-process.ts";
import { codesOf, createStage, fixture, stdio, type Stage } from "./harness.ts";

let stage: Stage;
afterEach(() => stage.close());

const reach = (server: string, ...tools: string[]) => ({
  effects: tools.map((tool) => ({ server, tool, annotations: {} })),
});
const pid = `export default async () => (await echo.where({})).pid`;

test("a server is started when it is first needed, and kept for later runs", async () => {
  stage = await createStage([stdio("echo", [fixture("echo")])]);
  const first = await stage.exec(pid);
  const second = await stage.exec(pid);
  expect(first.result).toEqual(expect.any(Number));
  expect(second.result).toBe(first.result);
});

test("W29: one that ends is an error of that run, named, and another is started for the next", async () => {
  stage = await createStage([
    stdio("bad", [fixture("hostile"), "exit-on-call"]),
    stdio("echo", [fixture("echo")]),
  ]);
  const call = `export default async () => bad.fine({})`;
  for (let i = 0; i < 2; i += 1) {
    const outcome = await stage.exec(call, reach("bad", "fine"));
    expect(codesOf(outcome)).toEqual(["SERVER_EXITED"]);
    expect(outcome.diagnostics[0]?.message).toMatch(/`bad`.*code 4/);
  }
  const other = `export default async () => { try { await bad.fine() } catch (e) { return [e.code, await echo.echo({ a: 1 })] } }`;
  const outcome = await stage.exec(other);
  expect(outcome.result).toEqual(["SERVER_EXITED", `{"a":1}`]);
  expect(outcome.diagnostics.map(({ severity }) => severity)).toEqual(["warning"]);
});

test("one that never answers: the server's own time limit", async () => {
  const server = stdio("bad", [fixture("hostile"), "never-call"]);
  server.timeouts.callMs = 200;
  stage = await createStage([server]);
  const outcome = await stage.exec(`export default async () => bad.fine({})`);
  expect(codesOf(outcome)).toEqual(["SERVER_TIMEOUT"]);
});

test("a variable that one server lacks is no matter to a program that does not need it", async () => {
  stage = await createStage(
    [
      stdio("echo", [fixture("echo")]),
      stdio("secretive", [fixture("mutable")], { KEY: "${MISSING_KEY}" }),
    ],
    { MISSING_KEY: "there when it was generated" },
    {},
  );
  const fine = await stage.exec(pid, reach("echo", "where"));
  expect(fine.ok).toBe(true);
  const lacking = await stage.exec(`export default () => secretive.greet({ name: "x" })`);
  expect(codesOf(lacking)).toEqual(["CONFIG_ENV_MISSING"]);
  expect(lacking.diagnostics[0]?.message).toContain("MISSING_KEY");
});

test("W26: values of the environment are taken out of what a tool says in an error", async () => {
  stage = await createStage([stdio("mutable", [fixture("mutable")], { KEY: "${SOME_KEY}" })], {
    SOME_KEY: "canary-77aa01",
  });
  const { connections, sdk } = stage;
  const tool = sdk.lock.servers[0]?.tools[0];
  expect(tool).toBeDefined();
  // The server answers that it knows no tool of this name, and says the name.
  Object.assign(tool ?? {}, { wireName: "canary-77aa01" });
  const inProcess = createInProcess({ sdk, connections, acceptDrift: true });
  const reply = await inProcess.call({
    server: "mutable",
    tool: tool?.name ?? "",
    input: {},
    raw: false,
  });
  inProcess.close();
  expect(reply).toMatchObject({ ok: false, error: { code: "RUN_TOOL_ERROR" } });
  expect(JSON.stringify(reply)).toContain("${SOME_KEY}");
  expect(JSON.stringify(reply)).not.toContain("canary-77aa01");
});

test("from plain Node: every tool, any number of calls, until it is closed", async () => {
  stage = await createStage([stdio("calc", [fixture("calculator")])]);
  const { sdk, connections } = stage;
  const inProcess = createInProcess({ sdk, connections });
  const add = (a: number) =>
    inProcess.call({ server: "calc", tool: "add", input: { a, b: 1 }, raw: false });
  expect(await add(1)).toEqual({ ok: true, value: { sum: 2 } });
  const many = await Promise.all(Array.from({ length: 100 }, (_, a) => add(a)));
  expect(many.filter(({ ok }) => ok)).toHaveLength(100);
  expect(
    await inProcess.call({ server: "calc", tool: "nope", input: {}, raw: false }),
  ).toMatchObject({ ok: false, error: { code: "RUN_TOOL_NOT_ALLOWED" } });
  inProcess.close();
  expect(await add(1)).toMatchObject({ ok: false, error: { code: "RUN_CLOSED" } });
});

test("closed: nothing is started any more", async () => {
  stage = await createStage([stdio("echo", [fixture("echo")])]);
  await stage.connections.close();
  const outcome = await stage.exec(pid);
  expect(codesOf(outcome)).toEqual(["SERVER_CLOSED"]);
});
