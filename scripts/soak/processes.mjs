// What a process has: descriptors, and processes below it with their memory. From /proc: Linux only.
import { readdirSync, readFileSync } from "node:fs";

/** Our open files, sockets and pipes. */
export function countDescriptors() {
  return readdirSync("/proc/self/fd").length;
}

/**
 * All running processes below this one.
 *
 * @returns {{ pid: number, name: string, residentMiB: number }[]}
 */
export function listDescendants() {
  const all = new Map();
  for (const entry of readdirSync("/proc")) {
    if (!/^\d+$/.test(entry)) continue;
    const found = readProcess(Number(entry));
    if (found !== null) all.set(found.pid, found);
  }
  const isOurs = ({ parent }) =>
    parent === process.pid || (all.has(parent) && isOurs(all.get(parent)));
  return [...all.values()].filter(isOurs);
}

function readProcess(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
    // The name, in parentheses, may hold anything.
    const end = stat.lastIndexOf(")");
    const fields = stat.slice(end + 2).split(" ");
    // Dead, and only not yet waited for.
    if (fields[0] === "Z" || fields[0] === "X") return null;
    return {
      pid,
      parent: Number(fields[1]),
      name: stat.slice(stat.indexOf("(") + 1, end),
      residentMiB: (Number(fields[21]) * 4096) / 1024 / 1024,
    };
  } catch {
    return null;
  }
}
