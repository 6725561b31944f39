import { lstatSync } from "node:fs";
import { hostname } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { codemodeError, CodemodeError } from "../diagnostics/error.ts";
import { clearWorkFolder, finishJournal, hasJournal, notOurs, workPath } from "./journal.ts";
import { codeOf, nodeFs, type OutputFs } from "./output-fs.ts";
import { currentOwner, isGone, parseOwner, type Owner } from "../process/owner.ts";
import { WORK_FOLDER } from "./paths.ts";
import { MAX_BYTES, readRegularFile } from "./regular-file.ts";

/** Name of the file in the work folder that says who has it. */
export const OWNER_FILE = "owner";
/** How long one command waits for another that writes the same folder. */
const WAIT_MS = 60_000;
/** No process ever has this number. */
const GONE: Owner = { pid: 2 ** 31 - 1, host: hostname(), began: "" };
const POLL_MS = 25;
/** Readers wait for the few milliseconds in which files are moved into their places. */
const READER_WAIT_MS = 5_000;

/**
 * Runs `work` while no other codemode writes the output folder, after an interrupted write has been finished or undone.
 * The folder is made where there is none, and removed again if it is still empty.
 *
 * @throws CodemodeError `OUTPUT_BUSY`, `OUTPUT_JOURNAL_REFUSED`, `OUTPUT_NOT_OURS`, `OUTPUT_WRITE_FAILED`; what `work` throws
 */
export async function withOutputLock<T>(
  outDir: string,
  work: () => Promise<T>,
  options: { fs?: OutputFs; signal?: AbortSignal | undefined } = {},
): Promise<T> {
  const fs = options.fs ?? nodeFs;
  const give = guarded(outDir, () => makeOutDir(fs, outDir));
  const deadline = performance.now() + WAIT_MS;
  for (;;) {
    const attempt = tryAcquire(fs, outDir);
    if (attempt === "ours") break;
    if (performance.now() > deadline) throw busy(attempt);
    await sleep(POLL_MS, undefined, options.signal === undefined ? {} : { signal: options.signal });
  }
  try {
    guarded(outDir, () => recover(fs, outDir));
    return await work();
  } finally {
    release(fs, outDir);
    give();
  }
}

/**
 * Finishes or undoes a write that was interrupted, so that what is read next is entirely new or entirely old. Does
 * nothing, and costs next to nothing, when there was none.
 *
 * @throws CodemodeError `OUTPUT_BUSY`, `OUTPUT_JOURNAL_REFUSED`, `OUTPUT_NOT_OURS`, `OUTPUT_WRITE_FAILED`
 */
export function recoverJournal(outDir: string, fs: OutputFs = nodeFs): void {
  const folder = path.join(outDir, WORK_FOLDER);
  const found = guarded(outDir, () => lstatSync(folder, { throwIfNoEntry: false }));
  if (found === undefined) return;
  const deadline = performance.now() + READER_WAIT_MS;
  for (;;) {
    const attempt = tryAcquire(fs, outDir);
    if (attempt === "ours") break;
    // Somebody is preparing a write: what is on disk is still entirely the old.
    if (attempt !== "again" && !hasJournal(outDir)) return;
    if (performance.now() > deadline) throw busy(attempt);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, POLL_MS);
  }
  try {
    guarded(outDir, () => recover(fs, outDir));
  } finally {
    release(fs, outDir);
  }
}

/** Turns errors of the file system into a diagnostic that says where and what next. */
export function guarded<T>(outDir: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof CodemodeError || codeOf(error) === "") throw error;
    const { message } = error as Error;
    throw codemodeError("OUTPUT_WRITE_FAILED", `Cannot write ${outDir}: ${message}.`, {
      cause: error,
    });
  }
}

function recover(fs: OutputFs, outDir: string): void {
  if (hasJournal(outDir)) finishWrite(fs, outDir);
  clearWorkFolder(fs, outDir, OWNER_FILE);
}

/**
 * Does what the journal says. One that is refused is dropped, so that it is in the way of one command and not of all.
 *
 * @throws what `finishJournal` throws
 */
export function finishWrite(fs: OutputFs, outDir: string): void {
  try {
    finishJournal(fs, outDir);
  } catch (error) {
    if (error instanceof CodemodeError) clearWorkFolder(fs, outDir, OWNER_FILE);
    throw error;
  }
}

/** @returns what undoes it as far as nothing has been put into it */
function makeOutDir(fs: OutputFs, outDir: string): () => void {
  const made: string[] = [];
  for (let folder = outDir; !exists(folder); folder = path.dirname(folder)) made.push(folder);
  for (const folder of made.toReversed()) fs.makeFolder(folder);
  return () => {
    try {
      for (const folder of made) fs.removeFolder(folder);
    } catch {
      // An empty folder too many is no reason to fail.
    }
  };
}

/** The folder is ours now; it is free again, or was about to be; or who has it. */
type Attempt = "ours" | "again" | Owner;

function tryAcquire(fs: OutputFs, outDir: string): Attempt {
  return guarded(outDir, () => {
    const folder = path.join(outDir, WORK_FOLDER);
    fs.makeFolder(folder);
    if (!lstatSync(folder).isDirectory()) throw notOurs(WORK_FOLDER);
    // The name appears together with its content, so that nobody ever reads half an owner.
    const own = workPath(
      outDir,
      `${OWNER_FILE}-${process.pid}-${Math.random().toString(36).slice(2)}`,
    );
    try {
      fs.write(own, JSON.stringify(currentOwner()));
      fs.link(own, workPath(outDir, OWNER_FILE));
      return "ours";
    } catch (error) {
      if (codeOf(error) === "EEXIST") return heldBy(fs, outDir);
      // Its folder was removed between two of our steps by the one who had it: the next try makes it again.
      if (codeOf(error) === "ENOENT" && exists(outDir)) return "again";
      throw error;
    } finally {
      fs.removeFile(own);
    }
  });
}

/** Who has the folder; a holder that is gone loses it here. */
function heldBy(fs: OutputFs, outDir: string): Attempt {
  const file = workPath(outDir, OWNER_FILE);
  const holder = readOwner(file);
  if (holder === null) return "again";
  if (!isGone(holder)) return holder;
  // Moved aside, not removed: another process that came to the same conclusion may have taken the folder meanwhile.
  const aside = workPath(outDir, `${OWNER_FILE}-gone-${process.pid}`);
  try {
    fs.rename(file, aside);
    const moved = readOwner(aside);
    if (moved !== null && !isGone(moved)) fs.link(aside, file);
    fs.removeFile(aside);
  } catch (error) {
    if (codeOf(error) !== "ENOENT") throw error;
  }
  return "again";
}

/** `null` when there is none any more. An owner that is not ours to read counts as gone: its name is only ever ours. */
function readOwner(file: string): Owner | null {
  const found = readRegularFile(file, MAX_BYTES.owner);
  if (found.kind === "nothing") return null;
  return (found.kind === "file" ? parseOwner(found.text) : null) ?? GONE;
}

function release(fs: OutputFs, outDir: string): void {
  try {
    fs.removeFile(workPath(outDir, OWNER_FILE));
    fs.removeFolder(path.join(outDir, WORK_FOLDER));
  } catch {
    // The next command sees that we are gone and clears it away.
  }
}

function exists(file: string): boolean {
  return lstatSync(file, { throwIfNoEntry: false }) !== undefined;
}

function busy(attempt: Owner | "again"): CodemodeError {
  const who = attempt === "again" ? "" : ` (process ${attempt.pid} on ${attempt.host})`;
  return codemodeError(
    "OUTPUT_BUSY",
    `Another codemode${who} has been writing the output folder for too long.`,
  );
}
