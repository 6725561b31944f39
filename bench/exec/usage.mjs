// What the processes below one have used, from /proc: Linux only, elsewhere there is nothing to tell.
import { readdirSync, readFileSync } from "node:fs";

/**
 * Processes below `root`, of that name.
 *
 * @param {number} root a process id
 * @param {string} name as the kernel has it
 * @returns {number[]}
 */
export function descendantsOf(root, name) {
  if (process.platform !== "linux") return [];
  const parents = new Map();
  const names = new Map();
  for (const entry of readdirSync("/proc")) {
    const stat = /^\d+$/.test(entry) ? readOrEmpty(`/proc/${entry}/stat`) : "";
    if (stat === "") continue;
    // The name, in parentheses, may hold anything.
    const end = stat.lastIndexOf(")");
    parents.set(Number(entry), Number(stat.slice(end + 2).split(" ")[1]));
    names.set(Number(entry), stat.slice(stat.indexOf("(") + 1, end));
  }
  const isBelow = (pid) => {
    for (let at = parents.get(pid); at !== undefined; at = parents.get(at)) {
      if (at === root) return true;
    }
    return false;
  };
  return [...names.keys()].filter((pid) => names.get(pid) === name && isBelow(pid));
}

/** Processor time of all threads of these processes, in milliseconds. @param {readonly number[]} pids */
export function cpuMsOf(pids) {
  let total = 0;
  for (const pid of pids) {
    for (const thread of readFolder(`/proc/${pid}/task`)) {
      // Nanoseconds on a processor come first.
      const [ran] = readOrEmpty(`/proc/${pid}/task/${thread}/schedstat`).split(" ");
      total += Number(ran) / 1e6;
    }
  }
  return total;
}

/** The largest resident set that a process ever had, in MiB; 0 when it is gone. @param {number} pid */
export function peakMiBOf(pid) {
  const [, kib] = /^VmHWM:\s*(\d+) kB/m.exec(readOrEmpty(`/proc/${pid}/status`)) ?? [];
  return Number(kib ?? 0) / 1024;
}

function readFolder(folder) {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function readOrEmpty(file) {
  try {
    return readFileSync(file, "latin1");
  } catch {
    return "";
  }
}
