import { afterAll, describe, expect, test } from "vitest";
import { findEffects } from "../../src/check/effects.ts";
import { analyze, parseSource, writeRunCopy } from "../../src/check/prepare.ts";
import { createSdkIndex } from "../../src/check/sdk-index.ts";
import type { Effect } from "../../src/check/types.ts";
import { codemodeError } from "../../src/diagnostics/error.ts";
import { createBridge } from "../../src/run/bridge.ts";
import type { Connections } from "../../src/run/connections.ts";
import { resolveLimits } from "../../src/run/limits.ts";
import { createLocalSandbox } from "../../src/run/local-sandbox.ts";
import type { CallRecord, RunOutcome } from "../../src/run/types.ts";
import { ATTACKS } from "../check/attack-programs.ts";
import { DEAD_ENDS } from "../check/dead-ends.ts";
import { ALL, EFFECTS } from "../check/effect-programs.ts";
import { SDK } from "../check/sdk.ts";

const index = createSdkIndex(SDK.lock);
const sandbox = createLocalSandbox();
afterAll(() => sandbox.close());

const EVERY_TOOL: Effect[] = SDK.lock.servers.flatMap(({ name, tools }) =>
  tools.map((tool) => ({ server: name, tool: tool.name, annotations: {} })),
);

/** No server is behind the SDK: what is asked here is which calls come as far as the bridge. */
const NO_SERVER = {
  redact: (text: string) => text,
  listTools: (key: string) =>
    Promise.reject(codemodeError("SERVER_UNREACHABLE", `There is no server ${key}.`)),
} as unknown as Connections;

interface Reached {
  effects: string[];
  calls: readonly CallRecord[];
  outcome: RunOutcome;
}

/**
 * Runs a program whatever the gate thinks of it, in an isolate that has every tool of every server.
 * @param allow which of the program's effects the bridge is given; `null`: every tool of the SDK
 */
async function run(source: string, allow: ((name: string) => boolean) | null): Promise<Reached> {
  const parsed = await parseSource(source);
  if (parsed.kind !== "parsed") throw new Error(`not parsed: ${source}`);
  const context = analyze(parsed.parsed, index);
  const effects = findEffects(context.uses, index);
  const limits = resolveLimits({ timeoutMs: 5000 });
  const bridge = createBridge({
    sdk: SDK,
    connections: NO_SERVER,
    effects: allow === null ? "all" : effects.filter((effect) => allow(nameOf(effect))),
    limits,
  });
  const outcome = await sandbox.run({
    program: { code: writeRunCopy(context).text, toSource: (line, column) => ({ line, column }) },
    input: undefined,
    effects: EVERY_TOOL,
    bridge,
    limits,
  });
  bridge.close();
  return { effects: effects.map(nameOf), calls: bridge.calls, outcome };
}

function nameOf({ server, tool }: { server: string; tool: string }): string {
  return `${server}.${tool}`;
}

/** Of a program that can reach everything there is nothing to show. */
const RUNNABLE = EFFECTS.filter(
  ([name, { want }]) => name !== "not parsed" && want.length < ALL.length,
);

describe("no program calls a tool that is not among its effects, though the isolate has them all", () => {
  test.each(RUNNABLE)("%s", async (_name, { source }) => {
    const { effects, calls } = await run(source, null);
    expect(calls.map(nameOf).filter((name) => !effects.includes(name))).toEqual([]);
  });

  test.each(DEAD_ENDS)("dead end: %s", async (_name, source) => {
    const { effects, calls } = await run(source, null);
    const called = calls.map(nameOf);
    expect(called).not.toContain("github.delete_repo");
    expect(called.filter((name) => !effects.includes(name))).toEqual([]);
  });
});

describe("attacks reach no tool that is not among their effects, and the bridge refuses what it is not given", () => {
  test.each(ATTACKS)("%s", async (_name, { source }) => {
    const { effects, calls, outcome } = await run(source, (name) => name !== "github.delete_repo");
    const called = calls.map(nameOf);
    // Else it would prove nothing.
    expect([called, outcome.diagnostics]).toEqual([
      expect.arrayContaining(["github.delete_repo"]),
      expect.anything(),
    ]);
    expect(called.filter((name) => !effects.includes(name))).toEqual([]);
    const refused = calls.filter(({ code }) => code === "RUN_TOOL_NOT_ALLOWED").map(nameOf);
    expect(refused).toEqual(called.filter((name) => name === "github.delete_repo"));
  });
});
