/** Runs a task when those before it have ended; at once rejected with the signal's reason when that is aborted. */
export type Enqueue = <T>(task: () => Promise<T>, signal?: AbortSignal) => Promise<T>;

/** Runs tasks one after the other, in the order they come. One that fails does not hold up the next. */
export function createQueue(): Enqueue {
  let last: Promise<unknown> = Promise.resolve();
  return (task, signal) => {
    const result = last.then(() => {
      signal?.throwIfAborted();
      return task();
    });
    last = result.catch(() => {});
    return signal === undefined ? result : orAborted(result, signal);
  };
}

/** A task under way ends itself when it is aborted; one that waits need not wait for its turn to do so. */
function orAborted<T>(result: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason as Error);
    signal.addEventListener("abort", abort, { once: true });
    result.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}
