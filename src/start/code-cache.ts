import { createHash } from "node:crypto";
import {
  closeSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { homedir } from "node:os";
import path from "node:path";

/** Compiled code that was not written anew for so long is of a version that nobody runs any more, in milliseconds. */
const MAX_AGE_MS = 90 * 24 * 60 * 60 * 1000;

/** How many entries are kept: a few versions of codemode and of Node, each with some twenty. */
const MAX_ENTRIES = 100;

/**
 * What V8 has made of our scripts, kept in a folder of this user's. It only saves time: whatever is wrong with it, the
 * scripts are compiled again. V8 itself refuses what another version of it, other flags or a text of another length made;
 * that the text is the same is up to the name of an entry.
 */
export interface CodeCache {
  read(entry: string): Buffer | undefined;
  write(entry: string, code: Buffer): void;
}

/**
 * The cache of this user. Nobody else may write into it, since what is read from it runs.
 * @returns `null` where there is none: `NODE_DISABLE_COMPILE_CACHE` is set, or there is no home folder
 */
export function openCodeCache(env: Readonly<Record<string, string | undefined>>): CodeCache | null {
  if ((env["NODE_DISABLE_COMPILE_CACHE"] ?? "") !== "") return null;
  const base = cacheFolder(env);
  if (base === null) return null;
  const folder = path.join(base, "codemode");
  return {
    read(entry) {
      try {
        return isPrivate(folder) ? unseal(readFileSync(path.join(folder, entry))) : undefined;
      } catch {
        return undefined;
      }
    },
    write(entry, code) {
      try {
        // Not recursively: where there is no home, none is made.
        for (const made of [base, folder]) makeFolder(made);
        if (!isPrivate(folder)) return;
        removeOld(folder);
        replaceFile(path.join(folder, entry), Buffer.concat([digestOf(code), code]));
      } catch {
        // A disk that is full or read-only: the next run compiles again.
      }
    },
  };
}

/** `$XDG_CACHE_HOME`, or the platform's place for what can be made again. */
function cacheFolder(env: Readonly<Record<string, string | undefined>>): string | null {
  const given = env["XDG_CACHE_HOME"];
  // The specification of these folders has relative paths ignored.
  if (given !== undefined && path.isAbsolute(given)) return given;
  const home = homeFolder();
  if (home === null) return null;
  if (process.platform === "darwin") return path.join(home, "Library", "Caches");
  if (process.platform === "win32") {
    return env["LOCALAPPDATA"] ?? path.join(home, "AppData", "Local");
  }
  return path.join(home, ".cache");
}

function homeFolder(): string | null {
  try {
    const home = homedir();
    return path.isAbsolute(home) ? home : null;
  } catch {
    // A user whom the system does not know.
    return null;
  }
}

function makeFolder(folder: string): void {
  if (statSync(folder, { throwIfNoEntry: false }) === undefined) mkdirSync(folder, { mode: 0o700 });
}

/** A real folder of ours that nobody else may write to or look into. Windows keeps others out of a profile by itself. */
function isPrivate(folder: string): boolean {
  const stat = lstatSync(folder);
  if (process.getuid === undefined) return stat.isDirectory();
  return stat.isDirectory() && stat.uid === process.getuid() && (stat.mode & 0o077) === 0;
}

function removeOld(folder: string): void {
  const entries = readdirSync(folder)
    .map((name) => path.join(folder, name))
    .map((file) => ({ file, ageMs: Date.now() - lstatSync(file).mtimeMs }))
    .sort((a, b) => a.ageMs - b.ageMs);
  for (const [index, { file, ageMs }] of entries.entries()) {
    if (index >= MAX_ENTRIES || ageMs > MAX_AGE_MS) rmSync(file, { force: true });
  }
}

const DIGEST_BYTES = 32;

function digestOf(code: Buffer): Buffer {
  return createHash("sha256").update(code).digest();
}

/** V8 believes what it is given: one wrong bit of a bad disk could end the process. */
function unseal(content: Buffer): Buffer | undefined {
  const code = content.subarray(DIGEST_BYTES);
  return digestOf(code).equals(content.subarray(0, DIGEST_BYTES)) ? code : undefined;
}

/** Whole or not at all, also when the power fails. */
function replaceFile(file: string, content: Buffer): void {
  const next = `${file}.${process.pid}`;
  try {
    const descriptor = openSync(next, "wx", 0o600);
    try {
      writeFileSync(descriptor, content);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(next, file);
  } catch (error) {
    rmSync(next, { force: true });
    throw error;
  }
}
