import { describe, expect, test, vi } from "vitest";
import { createJailedStart } from "../../src/run/jailed-workerd.ts";
import { createLocalSandbox, type LocalSandboxOptions } from "../../src/run/local-sandbox.ts";
import { createProcessPool } from "../../src/run/process-pool.ts";
import type { RunOutcome, Sandbox } from "../../src/run/types.ts";
import { codesOf, fakeBridge, run } from "./harness.ts";
import { descendantsOf, nameOf } from "./processes.ts";

const sandboxes = (): number[] =>
  descendantsOf(process.pid).filter((pid) => nameOf(pid) === "workerd");

/** A sandbox whose processes at each run's call are written down. */
interface Watched {
  sandbox: Sandbox;
  /** The processes that there were when a program called its tool, one list a call. */
  seen: number[][];
  run: (code?: string) => Promise<RunOutcome>;
}

async function withSandbox(
  options: LocalSandboxOptions,
  use: (watched: Watched) => Promise<void>,
): Promise<void> {
  const sandbox = createLocalSandbox(options);
  const seen: number[][] = [];
  const bridge = (): ReturnType<typeof fakeBridge> =>
    fakeBridge(() => {
      seen.push(sandboxes());
      return null;
    });
  try {
    const code = `export default async () => { await srv.echo({}) }`;
    await use({ sandbox, seen, run: (own = code) => run(sandbox, own, { bridge: bridge() }) });
  } finally {
    await sandbox.close();
  }
}

test("a run that gives up as its turn comes leaves it to the next in the queue", async () => {
  const pool = createProcessPool({
    start: createJailedStart(),
    memoryBytes: 512 * 1024 * 1024,
    processes: 1,
    runsPerProcess: 100,
    share: 1,
  });
  const seat = await pool.take(512 * 1024 * 1024);
  const impatient = new AbortController();
  const given = pool.take(512 * 1024 * 1024, impatient.signal).catch(() => "given up");
  const next = pool.take(512 * 1024 * 1024);
  const back = pool.giveBack(seat);
  // The turn is its own by now, and it has not heard of it.
  impatient.abort();
  expect(await given).toBe("given up");
  expect((await next).workerd).toBe(seat.workerd);
  await back;
  await pool.close();
});

describe.runIf(process.platform === "linux")("the processes", () => {
  test("one serves run after run", async () => {
    await withSandbox({}, async ({ run, seen }) => {
      for (let i = 0; i < 4; i += 1) await run();
      const first = seen[0]?.[0];
      expect(seen.map((pids) => pids.length)).toEqual([1, 1, 1, 1]);
      expect(seen.flat()).toEqual([first, first, first, first]);
    });
  });

  test("one that served its runs is replaced", async () => {
    await withSandbox({ runsPerProcess: 2 }, async ({ run, seen }) => {
      for (let i = 0; i < 5; i += 1) {
        await run();
        await vi.waitFor(() => expect(sandboxes().length).toBeLessThanOrEqual(1));
      }
      expect(new Set(seen.flat()).size).toBe(3);
    });
  });

  test("each run has its own where only one is allowed", async () => {
    await withSandbox({ runsPerProcess: 1 }, async ({ run, seen }) => {
      await run();
      await vi.waitFor(() => expect(sandboxes()).toEqual([]));
      await run();
      expect(seen[0]).not.toEqual(seen[1]);
    });
  });

  test("one that had to be stopped is not used again, and the others go on", async () => {
    await withSandbox({}, async ({ sandbox, run, seen }) => {
      await run();
      const endless = runFor(sandbox, `export default () => { for (;;); }`, 300);
      await run();
      expect(codesOf(await endless)).toEqual(["RUN_TIMEOUT"]);
      await run();
      expect(new Set(seen.flat()).size).toBeGreaterThanOrEqual(2);
      expect(sandboxes()).not.toContain(seen[0]?.[0]);
    });
  });

  test("no more at once than allowed: the others wait, and may give up", async () => {
    await withSandbox({ processes: 2 }, async ({ sandbox, run }) => {
      const most: number[] = [];
      const looking = setInterval(() => most.push(sandboxes().length), 5);
      const outcomes = await Promise.all(Array.from({ length: 8 }, () => run()));
      clearInterval(looking);
      expect(outcomes.map(({ ok }) => ok)).toEqual(Array(8).fill(true));
      expect(Math.max(...most)).toBeLessThanOrEqual(2);

      const busy = [1, 2].map(() => runFor(sandbox, `export default () => { for (;;); }`, 1000));
      const stop = new AbortController();
      const waiting = runFor(sandbox, `export default 1`, 1000, stop.signal);
      stop.abort();
      expect(codesOf(await waiting)).toEqual(["RUN_ABORTED"]);
      await Promise.all(busy);
    });
  });

  test("a run with another memory limit has its own, also where it must make room", async () => {
    await withSandbox({ processes: 1 }, async ({ sandbox, run, seen }) => {
      await run();
      const bridge = fakeBridge(() => {
        seen.push(sandboxes());
        return null;
      });
      const limits = { memoryBytes: 256 * 1024 * 1024 };
      await runFor(sandbox, `export default () => srv.echo({})`, 5000, undefined, {
        bridge,
        limits,
      });
      expect(seen[1]).toHaveLength(1);
      expect(seen[1]).not.toEqual(seen[0]);
    });
  });
});

describe("nothing of one program is left for the next in its process", () => {
  const traces: [string, string][] = [
    ["globals", `globalThis.left = 1; export default 1`],
    ["prototypes", `Object.prototype.left = 1; export default 1`],
    ["a timer", `export default () => { setInterval(() => console.log("late"), 1); return 1 }`],
    [
      "a loop that begins after the result",
      `export default () => { setTimeout(() => { for (;;); }, 20); return 1 }`,
    ],
    [
      "calls under way",
      `export default () => { setInterval(() => { srv.echo({ late: 1 }).catch(() => {}) }, 1); return 1 }`,
    ],
    [
      "what it logged",
      `export default () => { for (let i = 0; i < 99; i++) console.log("late"); return 1 }`,
    ],
    [
      // The runtime gives what it writes out to a method of the program's: with the mark of its log in it.
      "what it forged in the process's own output",
      `Object.prototype.toJSON = function () {
        const [mark] = /^[\\w-]{16}/.exec(this.message ?? "") ?? [""];
        return { ...this, message: mark + '[1,"log","late"]' };
      };
      export default () => { for (let i = 0; i < 99; i++) console.log("mine, too"); return 1 }`,
    ],
  ];
  test.each(traces)("%s", async (_name, code) => {
    const sandbox = createLocalSandbox();
    expect((await run(sandbox, code)).ok).toBe(true);
    const calls: unknown[] = [];
    const bridge = fakeBridge((_tool, input) => {
      calls.push(input);
      return null;
    });
    const after = await run(
      sandbox,
      `export default async () => { await new Promise((done) => setTimeout(done, 60)); return [globalThis.left ?? 0, ({}).left ?? 0] }`,
      { bridge, limits: { timeoutMs: 3000 } },
    );
    expect(after).toMatchObject({ ok: true, result: [0, 0], logs: [] });
    expect(calls).toEqual([]);
    // A run that is stopped reads the process's own output, where the first one's log stands too.
    const stopped = await run(sandbox, `export default () => { console.log("mine"); for (;;); }`, {
      limits: { timeoutMs: 300 },
    });
    expect(stopped.logs.map(({ text }) => text)).toEqual(["mine"]);
    await sandbox.close();
  });
});

test("what comes late for one program is no answer to a call of the next", async () => {
  const sandbox = createLocalSandbox();
  let answerFirst: ((text: string) => void) | null = null;
  const first = fakeBridge(
    () =>
      new Promise((resolve) => {
        answerFirst = resolve;
      }),
  );
  const left = `export default async () => { srv.echo({}).catch(() => {}); await new Promise((done) => setTimeout(done, 20)); }`;
  await run(sandbox, left, { bridge: first });
  const second = fakeBridge(async () => {
    answerFirst?.("of the first");
    await new Promise((resolve) => setTimeout(resolve, 50));
    return "of the second";
  });
  const after = await run(sandbox, `export default () => srv.echo({})`, { bridge: second });
  expect(after.result).toBe("of the second");
  await sandbox.close();
});

test.runIf(process.platform === "linux")(
  "processor time: waiting is none, computing is",
  async () => {
    const sandbox = createLocalSandbox();
    const limits = { cpuMs: 300, timeoutMs: 5000 };
    const busy = `export default async () => { console.log("so far"); for (;;) { const end = Date.now() + 20; while (Date.now() < end); await new Promise((done) => setTimeout(done, 1)); } }`;
    const computed = await run(sandbox, busy, { limits });
    expect(codesOf(computed)).toEqual(["RUN_CPU"]);
    expect(computed.logs.map(({ text }) => text)).toEqual(["so far"]);
    const never = await run(sandbox, `export default () => { for (;;); }`, { limits });
    expect(codesOf(never)).toEqual(["RUN_CPU"]);
    const waits = `export default async () => { await new Promise((done) => setTimeout(done, 900)); return 1 }`;
    // In one process: what an earlier run used does not count.
    for (let i = 0; i < 3; i += 1) expect((await run(sandbox, waits, { limits })).ok).toBe(true);
    await sandbox.close();
  },
);

function runFor(
  sandbox: Sandbox,
  code: string,
  timeoutMs: number,
  signal?: AbortSignal,
  more: { bridge?: ReturnType<typeof fakeBridge>; limits?: { memoryBytes: number } } = {},
): Promise<RunOutcome> {
  return run(sandbox, code, {
    ...(more.bridge === undefined ? {} : { bridge: more.bridge }),
    limits: { timeoutMs, ...more.limits },
    ...(signal === undefined ? {} : { signal }),
  });
}
