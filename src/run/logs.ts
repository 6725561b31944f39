import type { NumberedLog } from "./guest-outcome.ts";
import type { LogEntry } from "./types.ts";

/** The log of one run: in order, each entry once, bounded. */
export interface LogBook {
  add(entries: readonly NumberedLog[]): void;
  readonly entries: LogEntry[];
  /** Whether entries were left out because of the limit. */
  readonly truncated: boolean;
}

/** @param limitBytes UTF-8 bytes of all texts together */
export function createLogBook(
  limitBytes: number,
  onLog: ((entry: LogEntry) => void) | undefined,
): LogBook {
  const entries: LogEntry[] = [];
  let last = 0;
  let bytes = 0;
  let truncated = false;
  return {
    entries,
    get truncated() {
      return truncated;
    },
    add: (added) => {
      for (const { number, level, text } of added) {
        // The same entry may come over the connection and, after a kill, from the process's own output.
        if (number <= last || truncated) continue;
        last = number;
        bytes += Buffer.byteLength(text) + ENTRY_BYTES;
        if (bytes > limitBytes) {
          truncated = true;
          continue;
        }
        const entry = { level, text };
        entries.push(entry);
        onLog?.(entry);
      }
    },
  };
}

/** What an entry costs besides its text, so that a million empty ones are bounded as well. */
const ENTRY_BYTES = 32;
