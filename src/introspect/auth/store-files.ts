import { randomBytes } from "node:crypto";
import {
  closeSync,
  constants,
  fstatSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
  type Stats,
} from "node:fs";
import path from "node:path";
import { codemodeError, type CodemodeError } from "../../diagnostics/error.ts";
import { homeFolder } from "../../process/home-folder.ts";

type Environment = Readonly<Record<string, string | undefined>>;

const MAX_BYTES = 256 * 1024;
/** Does not exist on Windows. */
const NO_FOLLOW = (constants.O_NOFOLLOW as number | undefined) ?? 0;
const NO_WAIT = (constants.O_NONBLOCK as number | undefined) ?? 0;

/**
 * Where the sign-ins of this user are: `$XDG_CONFIG_HOME/codemode/sign-in`, with the platform's own place for
 * configuration where that variable is not set.
 */
export function storeFolder(env: Environment): string {
  return path.join(configHome(env), "codemode", "sign-in");
}

function configHome(env: Environment): string {
  const given = env["XDG_CONFIG_HOME"];
  // The specification of these folders has relative paths ignored.
  if (given !== undefined && path.isAbsolute(given)) return given;
  const home = env["HOME"] ?? env["USERPROFILE"] ?? homeFolder();
  if (process.platform === "darwin") return path.join(home, "Library", "Application Support");
  if (process.platform === "win32") return env["APPDATA"] ?? path.join(home, "AppData", "Roaming");
  return path.join(home, ".config");
}

/**
 * Makes the folder, for its owner only, or sees that it is.
 * @throws CodemodeError `AUTH_STORE`
 */
export function makeStore(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw refused(folder, `cannot be made: ${(error as Error).message}`);
  }
  checkStore(folder);
}

/**
 * @returns whether there is a store
 * @throws CodemodeError `AUTH_STORE`: somebody else could read or replace what is in it
 */
export function checkStore(folder: string): boolean {
  for (const each of [path.dirname(folder), folder]) {
    const stats = guarded(each, () => lstatSync(each, { throwIfNoEntry: false }));
    if (stats === undefined) return false;
    if (!stats.isDirectory()) throw refused(each, "is no folder");
    // Whoever may write the outer folder could put another in our place.
    checkRights(each, stats, each === folder ? 0o077 : 0o022);
  }
  return true;
}

/**
 * @returns `null` when there is none
 * @throws CodemodeError `AUTH_STORE`
 */
export function readStored(file: string): string | null {
  let descriptor: number;
  try {
    descriptor = openSync(file, constants.O_RDONLY | NO_FOLLOW | NO_WAIT);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return null;
    throw refused(file, code === "ELOOP" ? "is a symbolic link" : `cannot be read: ${message}`);
  }
  try {
    const stats = fstatSync(descriptor);
    if (!stats.isFile() || stats.size > MAX_BYTES) throw refused(file, "is no file of codemode");
    checkRights(file, stats, 0o077);
    return readFileSync(descriptor, "utf8");
  } finally {
    closeSync(descriptor);
  }
}

/**
 * Replaces a file as a whole. Only who holds the lock of that file may.
 * @throws CodemodeError `AUTH_STORE`
 */
export function writeStored(file: string, text: string): void {
  const own = `${file}.${randomBytes(6).toString("hex")}.new`;
  guarded(file, () => {
    removeLeftOvers(file);
    const descriptor = openSync(
      own,
      constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL,
      0o600,
    );
    try {
      writeFileSync(descriptor, text);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(own, file);
  });
}

/** @throws CodemodeError `AUTH_STORE` */
export function removeStored(file: string): void {
  guarded(file, () => {
    removeLeftOvers(file);
    rmSync(file, { force: true });
  });
}

/**
 * The private key of a machine's sign-in, a file of the user's own.
 * @throws CodemodeError `AUTH_KEY`
 */
export function readKeyFile(server: string, file: string): string {
  try {
    const descriptor = openSync(file, constants.O_RDONLY | NO_WAIT);
    try {
      const stats = fstatSync(descriptor);
      if (!stats.isFile() || stats.size > MAX_BYTES) throw new Error("it is no file of a key");
      return readFileSync(descriptor, "utf8");
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    const why = (error as Error).message;
    const message = `Server \`${server}\`: its private key ${file} cannot be read: ${why}.`;
    throw codemodeError("AUTH_KEY", message, { location: { server } });
  }
}

/** What a process that was killed while it wrote has left: it holds tokens too. */
function removeLeftOvers(file: string): void {
  const folder = path.dirname(file);
  const start = `${path.basename(file)}.`;
  for (const name of readdirSync(folder)) {
    if (name.startsWith(start) && name.endsWith(".new")) rmSync(path.join(folder, name));
  }
}

/** On Windows the rights are those of the user's own folder, which only the user may read. */
function checkRights(place: string, stats: Stats, forbidden: number): void {
  const user = process.getuid?.();
  if (user === undefined) return;
  if (stats.uid !== user) throw refused(place, "belongs to another user");
  if ((stats.mode & forbidden) !== 0) {
    const wanted = stats.isDirectory() ? "700" : "600";
    const mode = (stats.mode & 0o777).toString(8);
    const hint = `Sign in anew if somebody may have read it; then run \`chmod ${wanted}\` on it.`;
    throw refused(place, `is open to others (mode ${mode})`, hint);
  }
}

function guarded<T>(place: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw refused(place, `cannot be used: ${message}`);
  }
}

export function refused(
  place: string,
  why: string,
  hint = "Remove it, then sign in again.",
): CodemodeError {
  return codemodeError("AUTH_STORE", `The sign-ins cannot be used: ${place} ${why}.`, { hint });
}
