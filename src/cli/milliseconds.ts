import { InvalidArgumentError } from "commander";

const HOUR_MS = 3_600_000;

/** The value of an option: whole milliseconds, an hour at most. */
export function parseMilliseconds(text: string): number {
  const ms = Number(text);
  if (!/^\d+$/.test(text) || ms < 1 || ms > HOUR_MS) {
    throw new InvalidArgumentError(`Give whole milliseconds from 1 to ${HOUR_MS}.`);
  }
  return ms;
}
