import type { JailedStart } from "./jailed-workerd.ts";
import { createSeats, type House, type Seat } from "./seats.ts";

export interface ProcessPoolOptions {
  start: JailedStart;
  /** Memory limit of the processes that are kept; one with another limit serves one run. */
  memoryBytes: number;
  /** How many processes there may be at once; whoever needs one more waits. */
  processes: number;
  /** How many runs a process serves before it is replaced. */
  runsPerProcess: number;
  /** How many runs a process may have at a time. */
  share: number;
}

/** Processes of workerd, each with one run at a time, or with so many as may share it. */
export interface ProcessPool {
  /**
   * A seat that nobody else has until it is given back or discarded.
   * @throws CodemodeError `RUN_SANDBOX_UNAVAILABLE`; the signal's reason when it is aborted while waiting
   */
  take(memoryBytes: number, signal?: AbortSignal): Promise<Seat>;
  /** After a run that ended by itself: kept for the next, unless it has served enough, has grown or does not answer. */
  giveBack(seat: Seat): Promise<void>;
  /** After any other: its process is killed. Settles when it is gone. */
  discard(seat: Seat): Promise<void>;
  /** Starts a process for the next run, if no seat is idle and there is room for one. */
  warm(): void;
  /** Kills all of them, idle or not. */
  close(): Promise<void>;
}

/** Resident memory above which a process is replaced: an idle one has about 50 MB, one that served a hundred runs 75. */
const GROWN_BYTES = 200 * 1024 * 1024;

/** How long a process may take to say that it is idle, in milliseconds. */
const ANSWER_MS = 1000;

/** A seat that nobody has; null: it turned out to be of no use. */
interface Idle {
  seat: Promise<Seat | null>;
  /** Known as soon as its process has started. */
  house: House | null;
}

export function createProcessPool(options: ProcessPoolOptions): ProcessPool {
  const { start, memoryBytes: ownBytes, processes, runsPerProcess, share } = options;
  const alive = new Set<Promise<House>>();
  const idle: Idle[] = [];
  const waiting: (() => void)[] = [];
  let served = 0;
  let closed = false;

  const wakeNext = (): void => waiting.shift()?.();
  const remove = (starting: Promise<House>, isOfIt: (one: Idle) => boolean): void => {
    alive.delete(starting);
    for (let place = idle.length - 1; place >= 0; place -= 1) {
      if (isOfIt(idle[place] as Idle)) void idle.splice(place, 1);
    }
    for (let seat = 0; seat < share; seat += 1) wakeNext();
  };
  /** Starts a process; all its seats but the first `taken` are idle. */
  const launch = (memoryBytes: number, taken: number): Promise<House> => {
    const seats = memoryBytes === ownBytes ? share : 1;
    const starting = start(memoryBytes, seats).then(createSeats);
    alive.add(starting);
    const places: Idle[] = [];
    for (let number = taken; number < seats; number += 1) {
      const seat = starting.then((house) => house.seats[number] as Seat);
      // Whoever takes it is told.
      seat.catch(() => {});
      places.push({ seat, house: null });
    }
    idle.push(...places);
    starting.then(
      (house) => {
        house.isClosed = memoryBytes !== ownBytes;
        for (const place of places) place.house = house;
        const [{ workerd }] = house.seats as [Seat];
        void workerd.child.exited.then(() => {
          house.isClosed = true;
          remove(starting, (one) => one.house === house);
        });
      },
      () => remove(starting, (one) => places.includes(one)),
    );
    return starting;
  };
  /** A place in the queue: settles when a process has ended or a seat become idle. */
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
    if (!closed && idle.length === 0 && alive.size < processes) void launch(ownBytes, 0);
  };
  const occupy = (seat: Seat): Seat => {
    seat.house.taken += 1;
    return seat;
  };
  /** A seat for a run; `null` when the process is gone: nothing was sent to it, so that no program can have begun. */
  const occupyAlive = async (seat: Seat): Promise<Seat | null> => {
    const isAlone = seat.house.taken === 0;
    occupy(seat);
    // An answer that was under way already may be that of a process that has died since. Beside another run it may be busy.
    if (!isAlone || (await answers(seat))) return seat;
    seat.house.taken -= 1;
    await retire(seat);
    return null;
  };
  /** Nobody gets a seat of it any more; it ends when nobody has one. */
  const retire = async ({ workerd, house }: Seat): Promise<void> => {
    house.isClosed = true;
    if (house.taken === 0) await workerd.child.kill();
  };
  const whenIdle = async (seat: Seat): Promise<Seat | null> => {
    if (await answers(seat)) return seat;
    await retire(seat);
    return null;
  };
  const leave = (house: House): void => {
    served += 1;
    house.taken -= 1;
    house.runs += 1;
  };
  const warmNext = (): void => {
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
        if (signal?.aborted === true) {
          // Its turn may have come a moment ago: it is the next one's then.
          wakeNext();
          throw signal.reason;
        }
        const kept = idle.pop();
        if (kept !== undefined) {
          const seat = await kept.seat;
          if (seat === null) continue;
          if (memoryBytes === ownBytes && !seat.house.isClosed) {
            const alive = await occupyAlive(seat);
            if (alive !== null) return alive;
          } else {
            // One with another limit makes room for it.
            await retire(seat);
          }
        } else if (alive.size < processes) {
          const { seats } = await launch(memoryBytes, 1);
          return occupy(seats[0] as Seat);
        } else await turn(signal);
      }
    },
    giveBack: async (seat) => {
      const { house, workerd } = seat;
      leave(house);
      const isWorn = house.runs >= runsPerProcess || workerd.usage().residentBytes > GROWN_BYTES;
      if (closed || isWorn || house.isClosed) {
        await retire(seat);
        warmNext();
        return;
      }
      // The next run may have it at once, and then waits for its answer.
      idle.push({ seat: whenIdle(seat), house });
      wakeNext();
    },
    discard: async ({ house, workerd }) => {
      leave(house);
      house.isClosed = true;
      house.wasStopped = true;
      await workerd.child.kill();
      warmNext();
    },
    warm,
    close: async () => {
      closed = true;
      idle.length = 0;
      for (const wake of waiting.splice(0)) wake();
      const kill = ({ seats }: House): Promise<unknown> => (seats[0] as Seat).workerd.child.kill();
      await Promise.all(Array.from(alive, (starting) => starting.then(kill, () => {})));
    },
  };
}

/** Whether the process does nothing any more: what the last program left may not keep the next one waiting. */
function answers({ channel }: Seat): Promise<boolean> {
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
