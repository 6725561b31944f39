// Programs that attack what runs them, each in a folder of its own, run in the real sandbox over real servers. They go past
// the gate, which is for quality and holds none of these lines (I9). The numbers are those of the threat model; the cases
// that need more than a program and its outcome are tested where their subject is:
//
// - X3, X5, X6 as settings, S2 arguments and environment of the process: run/hostile.test.ts; its memory: run/memory.test.ts
// - X11 version floor, L7 socket, L15 signals: run/lifetime.test.ts; X12 jails: run/jail.test.ts
// - X15, X35 to X42 time, memory, logs: run/sandbox.test.ts (limits, logs); X45, X48, X51 the pool: run/pool.test.ts
// - X16, X37, X50, R5 errors: run/errors.test.ts; X17 to X19, R8 results: run/results.test.ts
// - X24, X28, X31, X33, X46, X47 calls: run/bridge.test.ts, run/cancel.test.ts, run/faults.test.ts
// - X49 size of a program, X57 policies: check/, cli/policy.test.ts
// - R7 a reader that goes away: cli/process.test.ts; S3, S4 echoed secrets: run/secrets.test.ts, introspect/
//
// Those that cannot apply: X10 (no build has Node compatibility; X4 and X6 show that there is none), X14 and X54 (stated as
// no aim in SECURITY.md), X32 (no tool of ours runs programs in programs), X34 and X53 (there is no confirmation and no flow
// policy; what may be called is decided before the run), X52 (no test reads a clock), X55 and X56 (a result is the caller's
// own data: bounded, typed and escaped, never filtered), R9 (no result is written to a file), R10 (nothing reads the locale).
import { readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { PACKAGE_ROOT } from "../../src/package-root.ts";
import { readCases } from "./cases.ts";
import { judgeCalls, judgeHarm, judgeOutcome, NEXT } from "./judge.ts";
import { openAdversarialStage, type AdversarialStage } from "./stage.ts";

const isHeavyRun = process.env["CODEMODE_HEAVY"] === "1";
const cases = readCases().filter(({ heavy }) => heavy === isHeavyRun);
const ordinary = { tools: ["srv.echo"], limits: {} };

let stage: AdversarialStage;
beforeAll(async () => {
  stage = await openAdversarialStage();
});
afterAll(() => stage.close());

describe.each(cases)("$name ($invariant): $what", (given) => {
  test.each(given.programs)("$name", async ({ code }) => {
    const { want } = given;
    const performance = await stage.perform(given, code);
    const { after = 0 } = want;
    await new Promise((resolve) => setTimeout(resolve, after));
    expect(judgeOutcome(want, performance)).toEqual([]);
    expect(judgeCalls(want, performance)).toEqual([]);
    expect(judgeHarm(performance, stage.secret)).toEqual([]);
    expect(stage.hits()).toBe(0);
    const next = await stage.perform(ordinary, NEXT.code);
    expect([...judgeOutcome(NEXT.want, next), ...judgeCalls(NEXT.want, next)]).toEqual([]);
  });
});

test("each case has a defence that can be taken out, or says why not", () => {
  const odd = readCases().filter(
    ({ defence, undefended }) => defence.length > 0 === (undefended !== ""),
  );
  expect(odd.map(({ name }) => name)).toEqual([]);
});

test("what a defence is taken out of still holds it", () => {
  const stale = readCases().flatMap(({ name, defence }) =>
    defence
      .filter(
        ({ file, from }) => !readFileSync(path.join(PACKAGE_ROOT, file), "utf8").includes(from),
      )
      .map(({ file, from }) => `${name}: ${file} does not hold ${from}`),
  );
  expect(stale).toEqual([]);
});

test("the canary counts, and nothing has reached it", async () => {
  expect(stage.hits()).toBe(0);
  await stage.visit();
  expect(stage.hits()).toBe(1);
});

test("R6: programs that run at once have their own logs, calls and results", async () => {
  const outcomes = await Promise.all(
    Array.from({ length: 8 }, (_, id) =>
      stage.perform(
        ordinary,
        `export default async () => {
          for (let i = 0; i < 40; i += 1) { console.log(${id}, i); if (i % 10 === 0) await srv.echo({ id: ${id} }); }
          return ${id};
        }`,
      ),
    ),
  );
  for (const [id, { outcome, calls }] of outcomes.entries()) {
    expect(outcome.result).toBe(id);
    expect(outcome.logs.map(({ text }) => text)).toEqual(
      Array.from({ length: 40 }, (_, i) => `${id} ${i}`),
    );
    expect(calls).toEqual(Array.from({ length: 4 }, () => ["srv", "echo", { id }]));
  }
});
