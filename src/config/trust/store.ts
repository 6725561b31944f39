import { createHash, randomBytes } from "node:crypto";
import {
  closeSync,
  constants,
  fstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  statSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { createDiagnostic, type Diagnostic } from "../../diagnostics/diagnostic.ts";
import { isJsonObject } from "../../json.ts";
import { ownConfigFolder } from "../config-home.ts";
import { userPlaces } from "../hosts/formats.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** The hashes that somebody said yes to in a project, by the key of the server. */
export interface TrustRecord {
  hashes: ReadonlyMap<string, ReadonlySet<string>>;
  /** A `CONFIG_TRUST_UNUSABLE` when there is a record that must not be believed. */
  diagnostics: Diagnostic[];
}

const MAX_BYTES = 1_000_000;
/** Of one server: those of branches that somebody goes back and forth between. */
const MAX_HASHES = 50;
/** Does not exist on Windows. */
const NO_FOLLOW = (constants.O_NOFOLLOW as number | undefined) ?? 0;
const NO_WAIT = (constants.O_NONBLOCK as number | undefined) ?? 0;

/**
 * Reads what this user has said yes to in a project. It lies in the user's own configuration folder and never in the
 * project: a repository must not bring a yes of its own. A file that others could have written is not believed.
 */
export function readTrust(rootDir: string, env: Environment): TrustRecord {
  const file = recordFile(rootDir, env);
  const none = (problem?: string): TrustRecord => ({
    hashes: new Map(),
    diagnostics: problem === undefined ? [] : [unusable(file, problem)],
  });
  if (isInProject(file, rootDir, env)) return none();
  let descriptor: number;
  try {
    descriptor = openSync(file, constants.O_RDONLY | NO_FOLLOW | NO_WAIT);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return none(code === "ENOENT" ? undefined : `cannot be opened (${code ?? "unknown"})`);
  }
  try {
    const stat = fstatSync(descriptor);
    if (!stat.isFile() || stat.size > MAX_BYTES) return none("is no file of codemode");
    if (process.getuid !== undefined) {
      if (stat.uid !== process.getuid()) return none("belongs to another user");
      if ((stat.mode & 0o022) !== 0) return none("may be written by others");
    }
    return { hashes: parseRecord(readFileSync(descriptor, "utf8")), diagnostics: [] };
  } catch {
    return none("cannot be read");
  } finally {
    closeSync(descriptor);
  }
}

/**
 * Keeps a yes for later runs of this user in this project.
 *
 * @returns a `CONFIG_TRUST_UNUSABLE` when it could not be kept: the question will be asked again
 */
export function keepTrust(
  rootDir: string,
  env: Environment,
  server: string,
  hash: string,
): Diagnostic[] {
  const file = recordFile(rootDir, env);
  if (isInProject(file, rootDir, env)) {
    return [unusable(file, "would lie in the project itself, so the answer was not kept")];
  }
  const hashes = new Map(readTrust(rootDir, env).hashes);
  const kept = [...(hashes.get(server) ?? [])].filter((one) => one !== hash);
  hashes.set(server, new Set([...kept, hash].slice(-MAX_HASHES)));
  const servers = Object.fromEntries([...hashes].map(([key, all]) => [key, [...all]]));
  const text = `${JSON.stringify({ version: 1, project: realRoot(rootDir), servers }, null, 2)}\n`;
  const own = `${file}.${randomBytes(6).toString("hex")}.new`;
  try {
    mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
    writeFileSync(own, text, { mode: 0o600, flag: "wx" });
    renameSync(own, file);
    return [];
  } catch (error) {
    const { code = "unknown" } = error as NodeJS.ErrnoException;
    return [unusable(file, `cannot be written (${code}), so the answer was not kept`)];
  }
}

/** One file for each project, so that two projects never write the same one. */
function recordFile(rootDir: string, env: Environment): string {
  const name = createHash("sha256").update(realRoot(rootDir)).digest("hex").slice(0, 32);
  return path.join(ownConfigFolder(env), "trust", `${name}.json`);
}

function realRoot(rootDir: string): string {
  try {
    return realpathSync(rootDir);
  } catch {
    return path.resolve(rootDir);
  }
}

/** A home folder that is a project itself has the user's own files in it. */
function isInProject(file: string, rootDir: string, env: Environment): boolean {
  const root = realRoot(rootDir);
  if (isWithin(root, realRoot(userPlaces(env).home))) return false;
  return isWithin(root, path.resolve(file)) || isWithin(root, existing(path.dirname(file)));
}

function existing(folder: string): string {
  if (statSync(folder, { throwIfNoEntry: false }) !== undefined) return realRoot(folder);
  const parent = path.dirname(folder);
  return parent === folder ? folder : existing(parent);
}

function isWithin(folder: string, inner: string): boolean {
  const relative = path.relative(folder, inner);
  return !relative.startsWith("..") && !path.isAbsolute(relative);
}

/** What is not understood is no yes. */
function parseRecord(text: string): Map<string, Set<string>> {
  const record: unknown = JSON.parse(text);
  const servers = isJsonObject(record) && record["version"] === 1 ? record["servers"] : undefined;
  if (!isJsonObject(servers)) return new Map();
  return new Map(
    Object.entries(servers).map(([key, hashes]) => [
      key,
      new Set(Array.isArray(hashes) ? hashes.filter((one) => typeof one === "string") : []),
    ]),
  );
}

function unusable(file: string, problem: string): Diagnostic {
  return createDiagnostic("CONFIG_TRUST_UNUSABLE", `${file} ${problem}.`);
}
