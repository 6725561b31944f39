import type { Channel } from "./channel.ts";
import type { WorkerdProcess } from "./workerd.ts";

/** A place for one run at a time in a process, with a connection of its own. */
export interface Seat {
  readonly workerd: WorkerdProcess;
  readonly channel: Channel;
  readonly house: House;
}

/** What the seats of one process have in common. */
export interface House {
  readonly seats: readonly Seat[];
  /** How many of them are taken. */
  taken: number;
  /** How many runs it has served. */
  runs: number;
  /** It serves no further run: it is ended as soon as nobody is in it, or was ended. */
  isClosed: boolean;
  /** One of its runs had to be stopped, which ended the others. */
  wasStopped: boolean;
}

/** One for each connection of the process. */
export function createSeats(workerd: WorkerdProcess): House {
  const seats: Seat[] = [];
  const house: House = { seats, taken: 0, runs: 0, isClosed: false, wasStopped: false };
  for (const channel of [workerd.channel, ...workerd.moreChannels]) {
    seats.push({ workerd, channel, house });
  }
  return house;
}
