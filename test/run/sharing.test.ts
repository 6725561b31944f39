import { afterAll, describe, expect, test } from "vitest";
import { createLocalSandbox } from "../../src/run/local-sandbox.ts";
import type { RunOutcome, Sandbox } from "../../src/run/types.ts";
import { codesOf, fakeBridge, run, type RunOptions } from "./harness.ts";
import { descendantsOf, nameOf } from "./processes.ts";

const LOOP = `export default () => { for (;;); }`;
const WAITS = `export default () => srv.echo({})`;

/** A run that has begun: its program has called its tool, and waits until it is let go. */
interface Begun {
  outcome: Promise<RunOutcome>;
  letGo: () => void;
}

/** Begins a run of {@link WAITS}; settles when the program is running. */
async function begin(sandbox: Sandbox, options: RunOptions = {}): Promise<Begun> {
  let letGo = (): void => {};
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  let outcome: Promise<RunOutcome> = Promise.reject(new Error("not begun"));
  outcome.catch(() => {});
  await new Promise<void>((resolve) => {
    const bridge = fakeBridge(async () => {
      resolve();
      await held;
      return "done";
    });
    outcome = run(sandbox, WAITS, { ...options, bridge });
  });
  return { outcome, letGo };
}

describe("one process for several runs at a time", () => {
  const sandbox = createLocalSandbox({ share: 3, processes: 1 });
  afterAll(() => sandbox.close());

  test.runIf(process.platform === "linux")("they are in it together", async () => {
    const runs = [await begin(sandbox), await begin(sandbox), await begin(sandbox)];
    const names = descendantsOf(process.pid).map(nameOf);
    expect(names.filter((name) => name === "workerd")).toHaveLength(1);
    for (const { letGo } of runs) letGo();
    for (const { outcome } of runs)
      expect(await outcome).toMatchObject({ ok: true, result: "done" });
  });

  test("each has globals, calls, logs and results of its own", async () => {
    const outcomes = await Promise.all(
      [0, 1, 2, 3, 4, 5].map((own) =>
        run(
          sandbox,
          `export default async () => { globalThis.seen ??= []; seen.push(input); console.log(input); const { own } = await srv.echo({ own: input }); seen.push(own); return seen }`,
          { input: own },
        ),
      ),
    );
    expect(outcomes.map(({ result }) => result)).toEqual(
      [0, 1, 2, 3, 4, 5].map((own) => [own, own]),
    );
    expect(outcomes.map(({ logs }) => logs.map(({ text }) => text))).toEqual(
      [0, 1, 2, 3, 4, 5].map((own) => [String(own)]),
    );
  });

  test("one that throws, never settles, runs too long or is cancelled while it waits ends alone", async () => {
    const neighbour = await begin(sandbox);
    expect(codesOf(await run(sandbox, `export default () => { throw 1 }`))).toEqual(["RUN_THREW"]);
    expect(codesOf(await run(sandbox, `export default () => new Promise(() => {})`))).toEqual([
      "RUN_NEVER_SETTLES",
    ]);
    const slow = `export default async () => { console.log("so far"); await new Promise((done) => setTimeout(done, 1e6)) }`;
    const late = await run(sandbox, slow, { limits: { timeoutMs: 100 } });
    expect(codesOf(late)).toEqual(["RUN_TIMEOUT"]);
    expect(late.logs.map(({ text }) => text)).toEqual(["so far"]);
    const stop = new AbortController();
    const cancelled = await begin(sandbox, { signal: stop.signal });
    stop.abort();
    expect(codesOf(await cancelled.outcome)).toContain("RUN_ABORTED");
    neighbour.letGo();
    expect(await neighbour.outcome).toMatchObject({ ok: true, result: "done" });
  });

  test("one that never yields costs all of them, and they are told", async () => {
    const neighbours = [await begin(sandbox), await begin(sandbox)];
    expect(codesOf(await run(sandbox, LOOP, { limits: { timeoutMs: 300 } }))).toEqual([
      "RUN_TIMEOUT",
    ]);
    for (const { outcome } of neighbours) {
      expect(codesOf(await outcome)).toContain("RUN_SHARED_ENDED");
    }
    expect(await run(sandbox, `export default 1`)).toMatchObject({ ok: true, result: 1 });
  });

  test("more than there is room for wait, and have it when others have ended", async () => {
    const runs = Array.from({ length: 9 }, (_, own) => run(sandbox, `export default ${own}`));
    const results = await Promise.all(runs);
    expect(results.map(({ result }) => result)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
  });
});

test("a process that has served enough ends when the last one in it has", async () => {
  const sandbox = createLocalSandbox({ share: 2, processes: 1, runsPerProcess: 2 });
  const first = await begin(sandbox);
  await run(sandbox, `export default 1`);
  await run(sandbox, `export default 1`);
  // It is retired now, and still has the first run in it: this one waits.
  const next = run(sandbox, `export default 2`);
  first.letGo();
  expect(await first.outcome).toMatchObject({ ok: true });
  expect(await next).toMatchObject({ ok: true, result: 2 });
  await sandbox.close();
});

test("without sharing, a loop costs nobody else anything", async () => {
  const sandbox = createLocalSandbox();
  const neighbour = await begin(sandbox);
  expect(codesOf(await run(sandbox, LOOP, { limits: { timeoutMs: 300 } }))).toEqual([
    "RUN_TIMEOUT",
  ]);
  neighbour.letGo();
  expect(await neighbour.outcome).toMatchObject({ ok: true, result: "done" });
  await sandbox.close();
});
