import { readFileSync } from "node:fs";

/** What a process has used; zeros where the system does not tell, and once it has exited. */
export interface ProcessUsage {
  /** Resident memory in bytes. */
  residentBytes: number;
  /** Processor time of all its threads since it started, in milliseconds. */
  cpuMs: number;
}

const NOTHING: ProcessUsage = { residentBytes: 0, cpuMs: 0 };

/** Both are fixed for user space on every architecture that workerd is built for. */
const TICK_MS = 10;
const PAGE_BYTES = 4096;

/** Reads one line of `/proc` (proc(5)): Linux only, elsewhere the wall clock and V8's own limits are all there is. */
export function readUsage(pid: number): ProcessUsage {
  if (process.platform !== "linux") return NOTHING;
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
    // The name, in parentheses, may hold anything. The third field of the page follows it.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const field = (number: number): number => Number(fields[number - 3] ?? 0);
    const [userTicks, systemTicks, residentPages] = [field(14), field(15), field(24)];
    return {
      residentBytes: residentPages * PAGE_BYTES,
      cpuMs: (userTicks + systemTicks) * TICK_MS,
    };
  } catch {
    return NOTHING;
  }
}
