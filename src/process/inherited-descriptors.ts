import { openSync, readdirSync, readFileSync } from "node:fs";

/** Of open(2), on every architecture that workerd is built for; shown in octal in `/proc/self/fdinfo`. */
const O_CLOEXEC = 0o2000000;

/** Node sees to those up to here, and to as many more as follow without a gap (`uv_disable_stdio_inheritance`). */
const CLOSED_BY_NODE = 15;

/** A number above this is not replaced: each one below takes a place in a list. */
const MOST = 65_536;

let inherited: readonly number[] | null = null;
let nullDevice: number | null = null;

type Entry = "pipe" | "ignore" | number;

/**
 * What a child is to have as its descriptors, so that it gets nothing that whoever started us left open: Node closes only
 * the first of those, and an open folder is a way out of every jail. The others lead to `/dev/null` in the child. Linux only.
 *
 * @param stdio the first descriptors of the child
 */
export function withoutInherited(stdio: readonly "pipe"[]): Entry[] {
  inherited ??= findInherited();
  const entries: Entry[] = [...stdio];
  for (const descriptor of inherited) {
    if (descriptor < stdio.length) continue;
    while (entries.length < descriptor) entries.push("ignore");
    entries[descriptor] = nullDevice ??= openSync("/dev/null", "r+");
  }
  return entries;
}

/** All that this process opens itself is closed in its children. */
function findInherited(): number[] {
  if (process.platform !== "linux") return [];
  const end = Math.min(MOST, readLimit());
  return readdirSync("/proc/self/fd")
    .map(Number)
    .filter(
      (descriptor) => descriptor > CLOSED_BY_NODE && descriptor < end && isHandedOn(descriptor),
    )
    .toSorted((a, b) => a - b);
}

/** One that was opened before the limit was lowered below it (`ulimit -n`) can be closed only, and not here: it may be used. */
function readLimit(): number {
  const limits = readFileSync("/proc/self/limits", "latin1");
  return Number(/^Max open files +(\d+)/m.exec(limits)?.[1] ?? 0);
}

function isHandedOn(descriptor: number): boolean {
  try {
    const info = readFileSync(`/proc/self/fdinfo/${descriptor}`, "latin1");
    const flags = /^flags:\s*([0-7]+)$/m.exec(info)?.[1];
    return flags !== undefined && (Number.parseInt(flags, 8) & O_CLOEXEC) === 0;
  } catch {
    // The descriptor that the list was read with.
    return false;
  }
}
