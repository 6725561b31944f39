import { readFileSync } from "node:fs";
import { hostname } from "node:os";
import { isJsonObject } from "../json.ts";

/** The process that holds something: an output folder, a sign-in that is being renewed. */
export interface Owner {
  pid: number;
  host: string;
  /** When the process began, in the system's own words; empty where that cannot be told. Tells a reused pid apart. */
  began: string;
}

export function currentOwner(): Owner {
  return { pid: process.pid, host: hostname(), began: processBegin(process.pid) };
}

export function parseOwner(text: string): Owner | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isJsonObject(value)) return null;
  const { pid, host, began } = value;
  if (typeof pid !== "number" || (pid | 0) !== pid || pid <= 0) return null;
  if (typeof host !== "string" || typeof began !== "string") return null;
  return { pid, host, began };
}

/** Whether that process certainly runs no more. Of another machine (a shared folder) nothing is known. */
export function isGone(owner: Owner): boolean {
  if (owner.host !== hostname()) return false;
  try {
    process.kill(owner.pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ESRCH";
  }
  return owner.began !== "" && processBegin(owner.pid) !== owner.began;
}

/** Linux: the boot and the clock tick in which the process began; see proc(5), field 22. Elsewhere empty. */
function processBegin(pid: number): string {
  try {
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name of the command, in parentheses, may contain anything; the fields after it do not.
    const ticks = stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? "";
    return `${boot} ${ticks}`;
  } catch {
    return "";
  }
}
