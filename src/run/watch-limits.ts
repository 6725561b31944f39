import { createDiagnostic, type Diagnostic } from "../diagnostics/diagnostic.ts";
import type { RunEnding } from "./outcome.ts";
import type { RunRequest } from "./types.ts";
import type { WorkerdProcess } from "./workerd.ts";

/** How often a running process is looked at, in milliseconds. */
const INTERVAL_MS = 25;

/**
 * Everything that ends a run from outside, whatever the program is doing: time, processor time, memory, cancellation.
 * @returns `stopped` settles when one of them does
 */
export function watchLimits(
  workerd: WorkerdProcess,
  { limits, signal }: RunRequest,
): { stopped: Promise<RunEnding>; end(): void } {
  const cleanups: (() => void)[] = [];
  // The process may have run other programs before.
  const before = workerd.usage().cpuMs;
  const stopped = new Promise<RunEnding>((resolve) => {
    const stop = (diagnostic: Diagnostic): void => resolve({ kind: "stopped", diagnostic });
    const timer = setTimeout(() => stop(timeout(limits.timeoutMs)), limits.timeoutMs);
    const looking = setInterval(() => {
      const { residentBytes, cpuMs } = workerd.usage();
      if (residentBytes > limits.memoryBytes) stop(outOfMemory(limits.memoryBytes));
      else if (cpuMs - before > limits.cpuMs) stop(outOfCpu(limits.cpuMs));
    }, INTERVAL_MS);
    const onAbort = (): void => stop(createDiagnostic("RUN_ABORTED", "The run was cancelled."));
    signal?.addEventListener("abort", onAbort, { once: true });
    if (signal?.aborted === true) onAbort();
    cleanups.push(
      () => clearTimeout(timer),
      () => clearInterval(looking),
      () => signal?.removeEventListener("abort", onAbort),
    );
  });
  return { stopped, end: () => cleanups.forEach((cleanup) => cleanup()) };
}

function timeout(ms: number): Diagnostic {
  return createDiagnostic("RUN_TIMEOUT", `The program ran longer than ${ms} ms and was stopped.`);
}

function outOfCpu(ms: number): Diagnostic {
  return createDiagnostic(
    "RUN_CPU",
    `The program used more than ${ms} ms of processor time and was stopped.`,
  );
}

export function outOfMemory(bytes: number): Diagnostic {
  const mib = Math.round(bytes / 1024 / 1024);
  return createDiagnostic(
    "RUN_MEMORY",
    `The program used more than ${mib} MiB of memory and was stopped.`,
  );
}
