import { createDiagnostic, type Diagnostic } from "../diagnostics/diagnostic.ts";
import { CodemodeError } from "../diagnostics/error.ts";
import { parseEchoedLogs } from "./guest-outcome.ts";
import type { Jail } from "./jail.ts";
import { createJailedStart } from "./jailed-workerd.ts";
import { DEFAULT_LIMITS } from "./limits.ts";
import { createLogBook, type LogBook } from "./logs.ts";
import { createOutcome, type RunEnding } from "./outcome.ts";
import { runSession } from "./session.ts";
import type { RunRequest, Sandbox } from "./types.ts";
import type { WorkerdProcess } from "./workerd.ts";

export interface LocalSandboxOptions {
  /** Memory of a process that is started before its run is known. Default 512 MiB; a run with another gets its own. */
  memoryBytes?: number;
  /** Whether the next process is started as soon as a run has ended, so that it waits for the next. Default false. */
  keepWarm?: boolean;
  /** What to hold the processes in, the strongest first. Default: what this machine has. */
  jails?: readonly [Jail, ...Jail[]];
}

/** How often the memory of a running process is looked at, in milliseconds. */
const MEMORY_INTERVAL_MS = 25;

/**
 * Runs programs in workerd on this machine. Each run has a process of its own, which is killed when the run ends,
 * however it ends: nothing of one program is left for the next.
 */
export function createLocalSandbox(options: LocalSandboxOptions = {}): Sandbox {
  const memoryBytes = options.memoryBytes ?? DEFAULT_LIMITS.memoryBytes;
  const startJailed = createJailedStart(options.jails);
  const alive = new Set<Promise<WorkerdProcess>>();
  let spare: Promise<WorkerdProcess> | null = null;
  let closed = false;

  const start = (bytes: number): Promise<WorkerdProcess> => {
    const starting = startJailed(bytes);
    alive.add(starting);
    starting.then(
      ({ child }) => void child.exited.then(() => alive.delete(starting)),
      () => alive.delete(starting),
    );
    return starting;
  };
  const warm = (): void => {
    if (closed || spare !== null) return;
    const starting = start(memoryBytes);
    spare = starting;
    // Whoever takes it sees why it failed; a spare that ended while it waited is of no use.
    starting.then(
      ({ child }) => void child.exited.then(() => dropSpare(starting)),
      () => {},
    );
  };
  const dropSpare = (starting: Promise<WorkerdProcess>): void => {
    if (spare === starting) spare = null;
  };
  const take = (bytes: number): Promise<WorkerdProcess> => {
    if (spare === null || bytes !== memoryBytes) return start(bytes);
    const taken = spare;
    spare = null;
    return taken;
  };

  return {
    warm,
    run: async (request) => {
      const started = performance.now();
      const logs = createLogBook(request.limits.logBytes, request.onLog);
      let ending: RunEnding;
      let ready = started;
      let ended = started;
      try {
        if (closed) throw new Error("the sandbox is closed");
        request.signal?.throwIfAborted();
        const workerd = await take(request.limits.memoryBytes);
        ready = performance.now();
        ending = await runInProcess(workerd, request, logs, () => {
          ended = performance.now();
        });
      } catch (error) {
        ending = { kind: "stopped", diagnostic: startFailure(error, request) };
      } finally {
        request.bridge.close();
        if (options.keepWarm === true) warm();
      }
      return createOutcome(ending, request, logs, {
        startMs: ready - started,
        runMs: Math.max(0, ended - ready),
      });
    },
    close: async () => {
      closed = true;
      spare = null;
      await Promise.all(
        Array.from(alive, (starting) =>
          starting.then(
            ({ child }) => child.kill(),
            () => {},
          ),
        ),
      );
    },
  };
}

async function runInProcess(
  workerd: WorkerdProcess,
  request: RunRequest,
  logs: LogBook,
  onEnded: () => void,
): Promise<RunEnding> {
  const watch = watchLimits(workerd, request);
  const ending = await Promise.race([
    runSession(workerd.channel, request, logs, true),
    watch.stopped,
    explainDeath(workerd, request),
  ]);
  watch.end();
  onEnded();
  // No call is made from here on, whatever the program still tries while its process is being killed.
  request.bridge.close();
  await workerd.child.kill();
  if (ending.kind === "stopped") logs.add(parseEchoedLogs(await workerd.stdout()));
  return ending;
}

/** Everything that ends a run from outside, whatever the program is doing. */
function watchLimits(
  workerd: WorkerdProcess,
  { limits, signal }: RunRequest,
): { stopped: Promise<RunEnding>; end(): void } {
  const cleanups: (() => void)[] = [];
  const stopped = new Promise<RunEnding>((resolve) => {
    const stop = (diagnostic: Diagnostic): void => resolve({ kind: "stopped", diagnostic });
    const timer = setTimeout(() => stop(timeout(limits.timeoutMs)), limits.timeoutMs);
    const memory = setInterval(() => {
      if (workerd.residentBytes() > limits.memoryBytes) stop(outOfMemory(limits.memoryBytes));
    }, MEMORY_INTERVAL_MS);
    const onAbort = (): void => stop(createDiagnostic("RUN_ABORTED", "The run was cancelled."));
    signal?.addEventListener("abort", onAbort, { once: true });
    if (signal?.aborted === true) onAbort();
    cleanups.push(
      () => clearTimeout(timer),
      () => clearInterval(memory),
      () => signal?.removeEventListener("abort", onAbort),
    );
  });
  return { stopped, end: () => cleanups.forEach((cleanup) => cleanup()) };
}

/** Settles when the process or its connection ends before the run did. */
async function explainDeath(workerd: WorkerdProcess, { limits }: RunRequest): Promise<RunEnding> {
  await workerd.channel.closed;
  // The connection ends before the process has: its exit is the better witness.
  const { code, signal } = await Promise.race([workerd.child.exited, killSoon(workerd)]);
  const stderr = workerd.stderr();
  if (/Last few GCs|out of memory|heap limit|cannot allocate|allocation failed/i.test(stderr)) {
    return { kind: "stopped", diagnostic: outOfMemory(limits.memoryBytes) };
  }
  const how = signal === null ? `exited with code ${code}` : `was ended by ${signal}`;
  const diagnostic = createDiagnostic("RUN_SANDBOX_FAILED", `The sandbox's process ${how}.`, {
    detail: stderr.slice(-4096).trim(),
  });
  return { kind: "stopped", diagnostic };
}

async function killSoon(workerd: WorkerdProcess): ReturnType<WorkerdProcess["child"]["kill"]> {
  await new Promise((resolve) => setTimeout(resolve, 500).unref());
  return workerd.child.kill();
}

function startFailure(error: unknown, { signal }: RunRequest): Diagnostic {
  if (signal?.aborted === true) return createDiagnostic("RUN_ABORTED", "The run was cancelled.");
  if (error instanceof CodemodeError) return error.diagnostics[0] as Diagnostic;
  return createDiagnostic(
    "RUN_SANDBOX_UNAVAILABLE",
    `The sandbox could not be used: ${String(error)}`,
  );
}

function timeout(ms: number): Diagnostic {
  return createDiagnostic("RUN_TIMEOUT", `The program ran longer than ${ms} ms and was stopped.`);
}

function outOfMemory(bytes: number): Diagnostic {
  const mib = Math.round(bytes / 1024 / 1024);
  return createDiagnostic(
    "RUN_MEMORY",
    `The program used more than ${mib} MiB of memory and was stopped.`,
  );
}
