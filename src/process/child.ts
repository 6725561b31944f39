import { spawn, spawnSync, type ChildProcess, type StdioOptions } from "node:child_process";
import { forget, watch, type ReaperSubject } from "./reaper.ts";

export interface ChildOptions {
  command: string;
  args: readonly string[];
  cwd?: string;
  /** The whole environment of the child: nothing is inherited. */
  env: Readonly<Record<string, string>>;
  stdio: StdioOptions;
  /**
   * A child that ends by itself when its standard input ends needs the reaper only while it is busy: the reaper is told
   * of it after so many milliseconds, if it still runs. Default 0: at once.
   */
  reaperAfterMs?: number;
  /** Windows: `args` are a command line that is quoted already; see `windowsLaunch`. */
  verbatim?: boolean;
}

export interface ExitStatus {
  code: number | null;
  signal: NodeJS.Signals | null;
}

/** A child that leads a process group of its own, so that what it starts can be ended with it. */
export interface ManagedChild {
  readonly process: ChildProcess;
  /** Settles when the child has exited, whoever ended it. Never rejects: a child that cannot start exits with code null. */
  readonly exited: Promise<ExitStatus>;
  /** Asks the whole group to end; whether it does is up to it. On Windows there is no asking: `kill`. */
  signal(signal: "SIGTERM" | "SIGINT"): void;
  /** Ends the whole group at once (SIGKILL) and waits for the exit. */
  kill(): Promise<ExitStatus>;
}

const running = new Set<ChildProcess>();

process.on("exit", () => {
  for (const child of running) killGroup(child);
});

/**
 * Starts a process in a group of its own. Nothing of the group outlives the child, and the child does not outlive us:
 * an exit handler sees to that, and the reaper where none runs (SIGKILL).
 *
 * @throws Error when this process has no descriptors left for the child's streams: then there is not even a stream that
 *   could end
 */
export function spawnChild(options: ChildOptions): ManagedChild {
  const child = spawn(options.command, options.args, {
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    env: { ...options.env },
    stdio: options.stdio,
    detached: process.platform !== "win32",
    windowsHide: true,
    windowsVerbatimArguments: options.verbatim === true,
  });
  if (!hasStreams(child)) {
    child.on("error", () => {});
    throw new Error(`cannot start ${options.command}: too many files are open (EMFILE)`);
  }
  const group = child.pid;
  let unwatch = (): void => {};
  if (group !== undefined) {
    running.add(child);
    unwatch = watchAfter({ group }, options.reaperAfterMs ?? 0);
  }
  const exited = new Promise<ExitStatus>((resolve) => {
    const settle = (code: number | null, signal: NodeJS.Signals | null): void => {
      if (running.delete(child) && group !== undefined) {
        // The leader is gone; what it started (npx and the like) may not be.
        killGroup(child);
        unwatch();
      }
      resolve({ code, signal });
    };
    child.once("exit", settle);
    // Not once: an error without a listener would end this process.
    child.on("error", () => {
      if (child.pid === undefined) settle(null, null);
    });
  });
  return {
    process: child,
    exited,
    signal: (signal) => {
      if (running.has(child)) signalGroup(child, signal);
    },
    kill: () => {
      if (running.has(child)) killGroup(child);
      return exited;
    },
  };
}

/** @returns to call when it is gone */
function watchAfter(subject: ReaperSubject, delayMs: number): () => void {
  if (delayMs === 0) {
    watch(subject);
    return () => forget(subject);
  }
  let unwatch = (): void => {};
  const timer = setTimeout(() => {
    unwatch = watchAfter(subject, 0);
  }, delayMs).unref();
  return () => {
    clearTimeout(timer);
    unwatch();
  };
}

/** Node makes none when it gives up on EMFILE or ENFILE, whatever its types say. */
function hasStreams(child: ChildProcess): boolean {
  return (child as { stdio?: unknown }).stdio !== undefined;
}

function killGroup(child: ChildProcess): void {
  signalGroup(child, "SIGKILL");
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  if (process.platform === "win32") {
    spawnSync("taskkill", ["/pid", String(child.pid), "/T", "/F"], { stdio: "ignore" });
    return;
  }
  try {
    process.kill(-child.pid, signal);
  } catch {
    // ESRCH: the group is already empty.
  }
}
