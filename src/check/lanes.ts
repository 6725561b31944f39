/** Does a task in a lane: the first one is lane 0, the others stand beside it. */
export type InLane = <T>(task: (lane: number) => Promise<T>, signal?: AbortSignal) => Promise<T>;

export interface LaneOptions {
  /** How many tasks may run at the same time. */
  lanes: number;
  /** How long a task waits for the first lane before it goes to another, in milliseconds. */
  patienceMs: number;
  /** How long a task waits at all, in milliseconds. */
  waitMs: number;
  /** What it fails with then. */
  waited: () => Error;
}

interface Waiting {
  isImpatient: boolean;
  start: (lane: number) => void;
}

/**
 * Runs tasks one after the other, in the order they come, in lane 0. A task that has waited for long for one that does
 * not end goes to another lane, when one is free. A task that fails does not hold up the next; one whose signal is
 * aborted while it waits is rejected at once with the signal's reason.
 */
export function createLanes({ lanes, patienceMs, waitMs, waited }: LaneOptions): InLane {
  const busy = new Set<number>();
  const waiting: Waiting[] = [];

  const next = (): void => {
    for (let [head] = waiting; head !== undefined; [head] = waiting) {
      const lane = freeLane(head.isImpatient ? lanes : 1, busy);
      if (lane === null) return;
      waiting.shift();
      head.start(lane);
    }
  };

  return <T>(task: (lane: number) => Promise<T>, signal?: AbortSignal): Promise<T> =>
    new Promise<T>((resolve, reject) => {
      if (signal?.aborted === true) {
        reject(signal.reason as Error);
        return;
      }
      const leave = (error: Error): void => {
        waiting.splice(waiting.indexOf(one), 1);
        settle();
        reject(error);
      };
      const aborted = (): void => leave(signal?.reason as Error);
      const impatient = setTimeout(() => {
        one.isImpatient = true;
        next();
      }, patienceMs);
      const tooLong = setTimeout(() => leave(waited()), waitMs);
      const settle = (): void => {
        clearTimeout(impatient);
        clearTimeout(tooLong);
        signal?.removeEventListener("abort", aborted);
      };
      const one: Waiting = {
        isImpatient: false,
        start(lane) {
          settle();
          busy.add(lane);
          void task(lane)
            .then(resolve, reject)
            .finally(() => {
              busy.delete(lane);
              next();
            });
        },
      };
      signal?.addEventListener("abort", aborted, { once: true });
      waiting.push(one);
      next();
    });
}

function freeLane(lanes: number, busy: ReadonlySet<number>): number | null {
  for (let lane = 0; lane < lanes; lane += 1) if (!busy.has(lane)) return lane;
  return null;
}
