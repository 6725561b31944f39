import { randomBytes } from "node:crypto";
import { linkSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { codemodeError } from "../../diagnostics/error.ts";
import { currentOwner, isGone, parseOwner, type Owner } from "../../process/owner.ts";
import { readStored, refused } from "./store-files.ts";

/** Longer than renewing takes at worst. */
const WAIT_MS = 45_000;
const POLL_MS = 20;

/**
 * Does something while nobody else has the lock of a file, in this process or another. The lock of a process that is gone
 * is taken over.
 *
 * @throws CodemodeError `AUTH_STORE_BUSY`, `AUTH_STORE`; what `work` throws; the reason of `signal`
 */
export async function withStoreLock<T>(
  file: string,
  work: () => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  const lock = `${file}.lock`;
  const deadline = performance.now() + WAIT_MS;
  for (;;) {
    signal?.throwIfAborted();
    const holder = tryLock(lock);
    if (holder === "ours") break;
    if (performance.now() > deadline) throw busy(lock, holder);
    await sleep(POLL_MS, undefined, signal === undefined ? {} : { signal });
  }
  try {
    return await work();
  } finally {
    rmSync(lock, { force: true });
  }
}

function tryLock(lock: string): "ours" | "again" | Owner {
  // The name appears together with its content, so that nobody ever reads half an owner.
  const own = `${lock}.${randomBytes(6).toString("hex")}`;
  try {
    writeFileSync(own, JSON.stringify(currentOwner()), { flag: "wx", mode: 0o600 });
    linkSync(own, lock);
    return "ours";
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === "EEXIST") return heldBy(lock);
    throw refused(lock, `cannot be made: ${message}`);
  } finally {
    rmSync(own, { force: true });
  }
}

/** Who has the lock; a holder that is gone loses it here. */
function heldBy(lock: string): "again" | Owner {
  const holder = readHolder(lock);
  if (holder === null) return "again";
  if (!isGone(holder)) return holder;
  // Moved aside, not removed: another process that came to the same conclusion may have taken the lock meanwhile.
  const aside = `${lock}.${randomBytes(6).toString("hex")}`;
  try {
    renameSync(lock, aside);
    const moved = readHolder(aside);
    if (moved !== null && !isGone(moved)) linkSync(aside, lock);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== "ENOENT" && code !== "EEXIST") throw error;
  } finally {
    rmSync(aside, { force: true });
  }
  return "again";
}

/** @throws CodemodeError `AUTH_STORE` when it is not ours to read */
function readHolder(lock: string): Owner | null {
  const text = readStored(lock);
  if (text === null) return null;
  const owner = parseOwner(text);
  if (owner === null) throw refused(lock, "is no lock of codemode");
  return owner;
}

function busy(lock: string, holder: "again" | Owner): Error {
  const who = holder === "again" ? "" : ` (process ${holder.pid} on ${holder.host})`;
  return codemodeError(
    "AUTH_STORE_BUSY",
    `Another codemode${who} has been renewing the sign-in for too long: it holds ${lock}.`,
  );
}
