import { randomBytes } from "node:crypto";
import { createDiagnostic, type Diagnostic } from "../diagnostics/diagnostic.ts";
import { CodemodeError } from "../diagnostics/error.ts";
import { parseEchoedLogs } from "./guest-outcome.ts";
import type { Jail } from "./jail.ts";
import { createJailedStart } from "./jailed-workerd.ts";
import { DEFAULT_LIMITS } from "./limits.ts";
import { createLogBook, type LogBook } from "./logs.ts";
import { createOutcome, type RunEnding } from "./outcome.ts";
import { createProcessPool } from "./process-pool.ts";
import type { Seat } from "./seats.ts";
import { runSession } from "./session.ts";
import type { RunRequest, Sandbox } from "./types.ts";
import { outOfMemory, watchLimits } from "./watch-limits.ts";
import type { WorkerdProcess } from "./workerd.ts";

/** How long a shared process may take to let go of a run, in milliseconds. */
const LET_GO_MS = 50;

export interface LocalSandboxOptions {
  /** Memory of a process that is started before its run is known. Default 512 MiB; a run with another gets its own. */
  memoryBytes?: number;
  /** How many processes, and so runs, there may be at once; further runs wait. Default 8. */
  processes?: number;
  /** How many programs a process runs, one after the other, before it is replaced. Default 100; 1: a new one for each. */
  runsPerProcess?: number;
  /**
   * How many runs may be in one process at the same time. Default 1. With more, a run that must be stopped ends those
   * beside it, and limits on processor time and memory are of the process.
   */
  share?: number;
  /** What to hold the processes in, the strongest first. Default: what this machine has. */
  jails?: readonly [Jail, ...Jail[]];
}

/**
 * Runs programs in workerd on this machine. A process has one run at a time, unless it is shared, and each run a fresh
 * isolate in it. One that
 * ended by itself leaves its process to the next; one that had to be stopped takes its process with it.
 */
export function createLocalSandbox(options: LocalSandboxOptions = {}): Sandbox {
  const pool = createProcessPool({
    start: createJailedStart(options.jails),
    memoryBytes: options.memoryBytes ?? DEFAULT_LIMITS.memoryBytes,
    processes: options.processes ?? 8,
    runsPerProcess: options.runsPerProcess ?? 100,
    share: options.share ?? 1,
  });

  return {
    warm: () => pool.warm(),
    run: async (request) => {
      const started = performance.now();
      const logs = createLogBook(request.limits.logBytes, request.onLog);
      let ending: RunEnding;
      let ready = started;
      let ended = started;
      try {
        const seat = await pool.take(request.limits.memoryBytes, request.signal);
        ready = performance.now();
        ending = await runInProcess(seat, request, logs);
        ended = performance.now();
        // No call is made from here on, whatever the program still tries.
        request.bridge.close();
        if (ending.kind === "done" || mayGoOn(seat)) await pool.giveBack(seat);
        else await pool.discard(seat);
      } catch (error) {
        ending = { kind: "stopped", diagnostic: startFailure(error, request) };
      } finally {
        request.bridge.close();
      }
      return createOutcome(ending, request, logs, {
        startMs: ready - started,
        runMs: Math.max(0, ended - ready),
      });
    },
    close: () => pool.close(),
  };
}

async function runInProcess(seat: Seat, request: RunRequest, logs: LogBook): Promise<RunEnding> {
  const { workerd, channel, house } = seat;
  const watch = watchLimits(seat, request);
  const mark = randomBytes(12).toString("base64url");
  const session = runSession(channel, request, logs, mark);
  const ending = await Promise.race([session, watch.stopped, explainDeath(seat, request)]);
  watch.end();
  if (ending.kind === "stopped") {
    request.bridge.close();
    if (!isShared(seat) || !(await letsGo(seat, session))) {
      house.wasStopped = true;
      await workerd.child.kill();
    }
    logs.add(parseEchoedLogs(await workerd.stdout(), mark));
  }
  return ending;
}

function isShared({ house }: Seat): boolean {
  return house.seats.length > 1;
}

/** Where others are in the same process, it is ended only when it must be. */
function mayGoOn(seat: Seat): boolean {
  return isShared(seat) && !seat.house.wasStopped && !seat.house.isClosed;
}

/** Whether the process can go on without the run: a program that yields is ended by the host worker. */
function letsGo({ channel, house }: Seat, session: Promise<unknown>): Promise<boolean> {
  if (house.isClosed) return Promise.resolve(false);
  channel.send({ t: "abort" });
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), LET_GO_MS);
    const settle = (goes: boolean): void => {
      clearTimeout(timer);
      resolve(goes);
    };
    void session.then(() => settle(true));
    void channel.closed.then(() => settle(false));
  });
}

/** Settles when the process or its connection ends before the run did. */
async function explainDeath(seat: Seat, { limits }: RunRequest): Promise<RunEnding> {
  const { workerd, channel, house } = seat;
  await channel.closed;
  // The connection ends before the process has: its exit is the better witness.
  const { code, signal } = await Promise.race([workerd.child.exited, killSoon(workerd)]);
  // This run's own end is known before its connection ends.
  if (house.wasStopped) return { kind: "stopped", diagnostic: endedBeside() };
  const stderr = workerd.stderr();
  if (/Last few GCs|out of memory|heap limit|cannot allocate|allocation failed/i.test(stderr)) {
    return { kind: "stopped", diagnostic: outOfMemory(limits.memoryBytes, isShared(seat)) };
  }
  // Bubblewrap hands on the signal that ended what it held as a shell does.
  const isKilled = signal === "SIGKILL" || code === 128 + SIGKILL;
  const end = signal === null ? `exited with code ${code}` : `was ended by ${signal}`;
  const how = isKilled ? "was ended by SIGKILL" : end;
  const diagnostic = createDiagnostic("RUN_SANDBOX_FAILED", `The sandbox's process ${how}.`, {
    detail: stderr.slice(-4096).trim(),
    ...(isKilled ? { hint: WHO_KILLS } : {}),
  });
  return { kind: "stopped", diagnostic };
}

const SIGKILL = 9;

const WHO_KILLS =
  "Something outside of codemode ended it; mostly the kernel, because the machine or the container had no memory left.";

function endedBeside(): Diagnostic {
  return createDiagnostic(
    "RUN_SHARED_ENDED",
    "Another program in the same sandbox process had to be stopped, and this one was ended with it.",
  );
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
