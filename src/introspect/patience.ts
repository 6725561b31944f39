/** Time limits that stand still while somebody is being asked something. */
export interface Patience {
  /**
   * Calls back once, after so many milliseconds in which nobody was being asked.
   * @returns ends it
   */
  timer(ms: number, onExpire: () => void): () => void;
  /**
   * Stops every timer until what it returns is called; several holds at once are one.
   * @returns lets go; calling it again does nothing
   */
  hold(): () => void;
}

interface Timer {
  left: number;
  since: number;
  handle: NodeJS.Timeout | null;
  onExpire(): void;
}

export function createPatience(): Patience {
  const timers = new Set<Timer>();
  let holds = 0;

  const run = (timer: Timer): void => {
    timer.since = performance.now();
    timer.handle = setTimeout(() => {
      timers.delete(timer);
      timer.onExpire();
    }, timer.left);
  };
  const stop = (timer: Timer): void => {
    if (timer.handle === null) return;
    clearTimeout(timer.handle);
    timer.handle = null;
    timer.left = Math.max(1, timer.left - (performance.now() - timer.since));
  };
  return {
    timer: (ms, onExpire) => {
      const timer: Timer = { left: ms, since: 0, handle: null, onExpire };
      timers.add(timer);
      if (holds === 0) run(timer);
      return () => {
        stop(timer);
        timers.delete(timer);
      };
    },
    hold: () => {
      holds += 1;
      if (holds === 1) timers.forEach(stop);
      let held = true;
      return () => {
        if (!held) return;
        held = false;
        holds -= 1;
        if (holds === 0) timers.forEach(run);
      };
    },
  };
}
