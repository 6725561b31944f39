import { readdirSync, readFileSync } from "node:fs";

/** Ids of all running processes below `root`, found through `/proc`: Linux only. */
export function descendantsOf(root: number): number[] {
  const children = new Map<number, number[]>();
  for (const name of readdirSync("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    const parent = parentOf(Number(name));
    if (parent !== null) children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
  }
  const found: number[] = [];
  const pending = [root];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const own = children.get(next) ?? [];
    found.push(...own);
    pending.push(...own);
  }
  return found;
}

export function isRunning(pid: number): boolean {
  return parentOf(pid) !== null;
}

export function nameOf(pid: number): string {
  return readOrEmpty(`/proc/${pid}/comm`).trim();
}

/** Arguments and environment of a process, as anybody with its user's rights can read them. */
export function exposedBy(pid: number): string {
  return readOrEmpty(`/proc/${pid}/cmdline`) + readOrEmpty(`/proc/${pid}/environ`);
}

/** `null` when it is gone, or dead and only not yet waited for. */
function parentOf(pid: number): number | null {
  const stat = readOrEmpty(`/proc/${pid}/stat`);
  // The name, in parentheses, may hold anything.
  const [state, parent] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return stat === "" || state === "Z" || state === "X" ? null : Number(parent);
}

function readOrEmpty(file: string): string {
  try {
    return readFileSync(file, "latin1");
  } catch {
    return "";
  }
}
