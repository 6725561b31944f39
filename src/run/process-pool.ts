import type { JailedStart } from "./jailed-workerd.ts";
import type { WorkerdProcess } from "./workerd.ts";

export interface ProcessPoolOptions {
  start: JailedStart;
  /** Memory limit of the processes that are kept; one with another limit serves one run. */
  memoryBytes: number;
  /** How many processes there may be at once; whoever needs one more waits. */
  processes: number;
  /** How many runs a process serves before it is replaced. */
  runsPerProcess: number;
}

/** Processes of workerd, each with one run at a time. */
export interface ProcessPool {
  /**
   * A process that nobody else has until it is given back or discarded.
   * @throws CodemodeError `RUN_SANDBOX_UNAVAILABLE`; the signal's reason when it is aborted while waiting
   */
  take(memoryBytes: number, signal?: AbortSignal): Promise<WorkerdProcess>;
  /** After a run that ended by itself: kept for the next, unless it has served enough, has grown or does not answer. */
  giveBack(workerd: WorkerdProcess): Promise<void>;
  /** After any other: killed. Settles when it is gone. */
  discard(workerd: WorkerdProcess): Promise<void>;
  /** Starts a process for the next run, if none is idle and there is room for one. */
  warm(): void;
  /** Kills all of them, idle or not. */
  close(): Promise<void>;
}

/** Resident memory above which a process is replaced: an idle one has about 50 MB, one that served a hundred runs 75. */
const GROWN_BYTES = 200 * 1024 * 1024;

/** How long a process may take to say that it is idle, in milliseconds. */
const ANSWER_MS = 1000;

export function createProcessPool(options: ProcessPoolOptions): ProcessPool {
  const { start, memoryBytes: ownBytes, processes, runsPerProcess } = options;
  const alive = new Set<Promise<WorkerdProcess>>();
  /** Those that nobody has; null: it turned out to be of no use. */
  const idle: Promise<WorkerdProcess | null>[] = [];
  const waiting: (() => void)[] = [];
  /** What stands in `idle` for a process that was given back. */
  const returns = new WeakMap<WorkerdProcess, Promise<WorkerdProcess | null>>();
  /** Only of those that are kept. */
  const runs = new WeakMap<WorkerdProcess, number>();
  let served = 0;
  let closed = false;

  const wakeNext = (): void => waiting.shift()?.();
  const remove = (
    starting: Promise<WorkerdProcess>,
    inIdle: Promise<WorkerdProcess | null> = starting,
  ): void => {
    alive.delete(starting);
    const place = idle.indexOf(inIdle);
    if (place !== -1) void idle.splice(place, 1);
    wakeNext();
  };
  const launch = (memoryBytes: number): Promise<WorkerdProcess> => {
    const starting = start(memoryBytes);
    alive.add(starting);
    starting.then(
      (workerd) => {
        if (memoryBytes === ownBytes) runs.set(workerd, 0);
        void workerd.child.exited.then(() => remove(starting, returns.get(workerd)));
      },
      () => remove(starting),
    );
    return starting;
  };
  /** A place in the queue: settles when a process has ended or become idle. */
  const turn = (signal: AbortSignal | undefined): Promise<void> =>
    new Promise((resolve, reject) => {
      const onAbort = (): void => {
        waiting.splice(waiting.indexOf(onTurn), 1);
        reject(signal?.reason as Error);
      };
      const onTurn = (): void => {
        signal?.removeEventListener("abort", onAbort);
        resolve();
      };
      waiting.push(onTurn);
      signal?.addEventListener("abort", onAbort, { once: true });
    });
  const warm = (): void => {
    if (!closed && idle.length === 0 && alive.size < processes) idle.push(launch(ownBytes));
  };
  const discard = async ({ child }: WorkerdProcess): Promise<void> => {
    served += 1;
    await child.kill();
    // Whoever has run two programs will run a third.
    if (served > 1) warm();
  };
  const assertOpen = (): void => {
    if (closed) throw new Error("the sandbox is closed");
  };

  return {
    take: async (memoryBytes, signal) => {
      for (;;) {
        assertOpen();
        signal?.throwIfAborted();
        const kept = idle.pop();
        if (kept !== undefined) {
          const workerd = await kept;
          if (memoryBytes === ownBytes && workerd !== null) return workerd;
          // One with another limit makes room for it.
          await workerd?.child.kill();
        } else if (alive.size < processes) return launch(memoryBytes);
        else await turn(signal);
      }
    },
    giveBack: async (workerd) => {
      const own = (runs.get(workerd) ?? Infinity) + 1;
      runs.set(workerd, own);
      const isWorn = own >= runsPerProcess || workerd.usage().residentBytes > GROWN_BYTES;
      if (closed || isWorn) return discard(workerd);
      served += 1;
      // The next run may have it at once, and then waits for its answer.
      const returned = answers(workerd).then(async (isIdle) => {
        if (isIdle) return workerd;
        await workerd.child.kill();
        return null;
      });
      returns.set(workerd, returned);
      idle.push(returned);
      wakeNext();
    },
    discard,
    warm,
    close: async () => {
      closed = true;
      idle.length = 0;
      for (const wake of waiting.splice(0)) wake();
      const kill = ({ child }: WorkerdProcess): Promise<unknown> => child.kill();
      await Promise.all(Array.from(alive, (starting) => starting.then(kill, () => {})));
    },
  };
}

/** Whether the process does nothing any more: what the last program left may not keep the next one waiting. */
function answers({ channel }: WorkerdProcess): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), ANSWER_MS);
    const settle = (isIdle: boolean): void => {
      clearTimeout(timer);
      resolve(isIdle);
    };
    channel.onFrame = (frame) => {
      if (frame.t === "pong") settle(true);
    };
    void channel.closed.then(() => settle(false));
    channel.send({ t: "ping" });
  });
}
