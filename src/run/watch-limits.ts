import { createDiagnostic, type Diagnostic } from "../diagnostics/diagnostic.ts";
import type { RunEnding } from "./outcome.ts";
import type { RunRequest } from "./types.ts";
import type { Seat } from "./seats.ts";

/** How often a running process is looked at, in milliseconds. */
const INTERVAL_MS = 25;

/** How often one is looked at that has more than this share of its memory: a program can fill gigabytes in a second. */
const NEAR_INTERVAL_MS = 5;
const NEAR_SHARE = 0.6;

/**
 * Everything that ends a run from outside, whatever the program is doing: time, processor time, memory, cancellation.
 * @returns `stopped` settles when one of them does
 */
export function watchLimits(
  { workerd, house }: Seat,
  { limits, signal, bridge }: RunRequest,
): { stopped: Promise<RunEnding>; end(): void } {
  const cleanups: (() => void)[] = [];
  const sharing = house.seats.length;
  // What each of them used cannot be told apart: together they may use what all of them may.
  const cpuMs = limits.cpuMs * sharing;
  // The process may have run other programs before.
  const before = workerd.usage().cpuMs;
  const stopped = new Promise<RunEnding>((resolve) => {
    const stop = (diagnostic: Diagnostic): void => resolve({ kind: "stopped", diagnostic });
    const { timeoutMs } = limits;
    const endTimer = bridge.patience.timer(timeoutMs, () => stop(timeout(timeoutMs)));
    let looking: NodeJS.Timeout;
    const look = (): void => {
      const used = workerd.usage();
      if (used.residentBytes > limits.memoryBytes) {
        stop(outOfMemory(limits.memoryBytes, sharing > 1));
      } else if (used.cpuMs - before > cpuMs) stop(outOfCpu(cpuMs, sharing > 1));
      const isNear = used.residentBytes > limits.memoryBytes * NEAR_SHARE;
      looking = setTimeout(look, isNear ? NEAR_INTERVAL_MS : INTERVAL_MS);
    };
    looking = setTimeout(look, INTERVAL_MS);
    const onAbort = (): void => stop(createDiagnostic("RUN_ABORTED", "The run was cancelled."));
    signal?.addEventListener("abort", onAbort, { once: true });
    if (signal?.aborted === true) onAbort();
    cleanups.push(
      endTimer,
      () => clearTimeout(looking),
      () => signal?.removeEventListener("abort", onAbort),
    );
  });
  return { stopped, end: () => cleanups.forEach((cleanup) => cleanup()) };
}

function timeout(ms: number): Diagnostic {
  return createDiagnostic("RUN_TIMEOUT", `The program ran longer than ${ms} ms and was stopped.`);
}

function outOfCpu(ms: number, isShared: boolean): Diagnostic {
  return createDiagnostic(
    "RUN_CPU",
    `${whoseUse(isShared)} used more than ${ms} ms of processor time and was stopped.`,
  );
}

export function outOfMemory(bytes: number, isShared: boolean): Diagnostic {
  const mib = Math.round(bytes / 1024 / 1024);
  return createDiagnostic(
    "RUN_MEMORY",
    `${whoseUse(isShared)} used more than ${mib} MiB of memory and was stopped.`,
  );
}

/** Of a process that is shared, it cannot be told whose use it was. */
function whoseUse(isShared: boolean): string {
  return isShared ? "The program, together with those that share its process," : "The program";
}
