import type { CheckResult, Effect } from "../check/types.ts";
import { createDiagnostic, type Diagnostic } from "../diagnostics/diagnostic.ts";
import type { QuestionHandlers } from "../introspect/questions/types.ts";
import type { LockServer } from "../lock/types.ts";
import type { CallRecord, RunOutcome } from "../run/types.ts";
import type { Parts } from "./parts.ts";
import type { ExecOptions, ExecResult, ExecTimings } from "./types.ts";

/**
 * Gate, then sandbox and servers. While the gate works, the empty sandbox is already being started. No server is: what a
 * program that is refused mentions is not reached in any way.
 */
export async function execute(
  parts: Parts,
  source: string,
  options: ExecOptions,
): Promise<ExecResult> {
  const started = performance.now();
  const { signal, onLog } = options;
  // Before the gate's own modules are loaded: processes start while we do that. What cannot be started is met again,
  // and told, when it is needed.
  const warming = warm(parts, source).catch(() => {});
  // A policy that cannot be used ends it here.
  const policy = await parts.policy(options);
  await warming;
  let verdict: CheckResult;
  try {
    const gate = await parts.gate();
    verdict = await gate.check(source, {
      ...(signal === undefined ? {} : { signal }),
      ...(policy === null ? {} : { policy }),
    });
  } catch (error) {
    if (signal?.aborted !== true) throw error;
    verdict = abortedVerdict(started);
  }
  if (verdict.program === null) return refused(verdict, started);

  const [sandbox, connections, validator, limits, { createBridge }] = await Promise.all([
    parts.sandbox(),
    parts.connections(),
    parts.validator(),
    parts.limits(options.timeoutMs),
    import("../run/bridge.ts"),
  ]);
  const { program } = verdict;
  // The gate has refused whatever the policy does not allow; the bridge does not rely on it.
  const effects = verdict.effects.filter(
    ({ server, tool }) => policy === null || policy.refusal(server, tool) === null,
  );
  const reached = reachedKeys(parts, effects, source);
  await parts.approve(reached);
  connections.require(reached);
  // All of them, and at once: the program may call one after the other.
  connections.prepare(reached);
  const bridge = createBridge({
    sdk: parts.sdk,
    connections,
    validator,
    effects,
    limits,
    acceptDrift: options.acceptDrift === true,
    handlers: handlersOf(parts, options),
    ...(signal === undefined ? {} : { signal }),
  });
  const outcome = await sandbox.run({
    program,
    input: options.input,
    effects,
    bridge,
    limits,
    ...(signal === undefined ? {} : { signal }),
    ...(onLog === undefined ? {} : { onLog }),
  });
  bridge.close();
  return ran(verdict, outcome, bridge.calls, started);
}

/**
 * The servers that a program will call. Effects are an upper bound: a program that might reach every server by way of
 * `globalThis` and names one must not need the variables of all.
 */
function reachedKeys(parts: Parts, effects: readonly Effect[], source: string): string[] {
  const reached = new Set(effects.map(({ server }) => server));
  return mentionedServers(parts, source)
    .filter(({ name }) => reached.has(name))
    .map(({ key }) => key);
}

function mentionedServers(parts: Parts, source: string): LockServer[] {
  return parts.sdk.lock.servers.filter(({ name }) => source.includes(name));
}

function handlersOf({ handlers }: Parts, options: ExecOptions): QuestionHandlers {
  const onElicitation = options.onElicitation ?? handlers.onElicitation;
  const onSampling = options.onSampling ?? handlers.onSampling;
  return {
    ...(onElicitation === undefined ? {} : { onElicitation }),
    ...(onSampling === undefined ? {} : { onSampling }),
  };
}

/** Begins to start the sandbox, and loads what will start the servers where any occurs in the program. */
async function warm(parts: Parts, source: string): Promise<void> {
  const sandbox = await parts.sandbox();
  sandbox.warm();
  if (mentionedServers(parts, source).length === 0) return;
  await Promise.all([parts.connections(), import("../introspect/connect.ts")]);
}

function abortedVerdict(started: number): CheckResult {
  return {
    ok: false,
    diagnostics: [createDiagnostic("RUN_ABORTED", "The run was cancelled before it began.")],
    effects: [],
    escapes: [],
    program: null,
    timings: { checkMs: performance.now() - started },
  };
}

function refused(verdict: CheckResult, started: number): ExecResult {
  return {
    ok: false,
    executed: false,
    logs: [],
    calls: [],
    effects: verdict.effects,
    escapes: verdict.escapes,
    diagnostics: verdict.diagnostics,
    timings: timingsOf(verdict, { startMs: 0, runMs: 0 }, started),
  };
}

function ran(
  verdict: CheckResult,
  outcome: RunOutcome,
  calls: readonly CallRecord[],
  started: number,
): ExecResult {
  return {
    ok: outcome.ok,
    executed: true,
    ...(outcome.result === undefined ? {} : { result: outcome.result }),
    logs: outcome.logs,
    calls: calls.map((call) => ({ ...call, ms: roundMs(call.ms) })),
    effects: verdict.effects,
    escapes: verdict.escapes,
    diagnostics: [
      ...verdict.diagnostics,
      ...outcome.diagnostics,
      ...noResult(verdict, outcome, calls),
    ],
    timings: timingsOf(verdict, outcome.timings, started),
  };
}

/** A program that did nothing but read, and says nothing of it, has lost its answer on the way. */
function noResult(
  { effects }: CheckResult,
  { ok, result, logs }: RunOutcome,
  calls: readonly CallRecord[],
): Diagnostic[] {
  if (!ok || result !== undefined || logs.length > 0) return [];
  const readOnly = new Set(
    effects
      .filter(({ annotations }) => annotations.readOnlyHint === true)
      .map(({ server, tool }) => `${server}.${tool}`),
  );
  if (!calls.every(({ server, tool }) => readOnly.has(`${server}.${tool}`))) return [];
  return [createDiagnostic("RUN_NO_RESULT", "The program returned nothing and logged nothing.")];
}

function timingsOf(
  { timings: { checkMs } }: CheckResult,
  { startMs, runMs }: RunOutcome["timings"],
  started: number,
): ExecTimings {
  return {
    checkMs: roundMs(checkMs),
    startMs: roundMs(startMs),
    runMs: roundMs(runMs),
    totalMs: roundMs(performance.now() - started),
  };
}

/** To the microsecond: what is beyond it says nothing. */
function roundMs(ms: number): number {
  return Math.round(ms * 1000) / 1000;
}
