// `promises` is loaded when it is first used: a program that is named needs none of it.
import { promises, statSync, type Dirent, type Stats } from "node:fs";
import path from "node:path";
import type picomatch from "picomatch";
import { codemodeError } from "../diagnostics/error.ts";
import { compareCodeUnits } from "../json.ts";

/** The most files that one command checks. */
const MAX_FILES = 20_000;

/** What is looked for in a folder. */
const PROGRAMS_OF_FOLDER = "**/*.{ts,mts,js,mjs}";

/** How many times `*` may stand in one part of a path, and `**` in the whole. */
const MAX_STARS = 3;
const MAX_DEEP_STARS = 3;

/** In a folder that has it is what `generate` wrote: no program of anybody's. */
const LOCK_FILE = "codemode.lock.json";

/**
 * The programs that the arguments of a command mean, in the order of the arguments and sorted within one: `-`, files,
 * folders with everything below, and globs where the shell has not expanded them. `node_modules`, names that begin with a
 * dot, generated SDKs, linked folders, links to files elsewhere and what is no regular file are passed over. An argument
 * that names no file and is no glob stays as it is: whoever reads it says so.
 *
 * @returns paths as the user would write them, relative to the folder when the argument is
 * @throws CodemodeError `CLI_NO_PROGRAMS`
 */
export async function findPrograms(cwd: string, args: readonly string[]): Promise<string[]> {
  const found = new Map<string, string>();
  for (const argument of args) {
    const names = await expand(cwd, argument);
    if (names === null) {
      const { scan } = await loadPicomatch();
      const what = scan(argument).isGlob ? "matches no file" : "has no programs";
      throw codemodeError("CLI_NO_PROGRAMS", `\`${argument}\` ${what}.`);
    }
    // By whatever names: each file is checked once.
    for (const name of names) {
      const key = name === "-" ? name : path.resolve(cwd, name);
      if (!found.has(key)) found.set(key, name);
    }
    if (found.size > MAX_FILES) {
      throw codemodeError("CLI_NO_PROGRAMS", `These are more than ${MAX_FILES} files.`, {
        hint: "Check them folder by folder.",
      });
    }
  }
  return [...found.values()];
}

/** @returns `null` when a glob or a folder has no files */
async function expand(cwd: string, argument: string): Promise<string[] | null> {
  if (argument === "-") return [argument];
  const entry = entryOf(path.resolve(cwd, argument));
  if (entry?.isDirectory() === true) {
    return below(cwd, argument.replace(/[/\\]+$/, "") || "/", PROGRAMS_OF_FOLDER);
  }
  if (entry !== null) return [argument];
  const { scan } = await loadPicomatch();
  const { isGlob, base, glob } = scan(argument);
  if (!isGlob) return [argument];
  if (hasTooManyStars(glob)) {
    throw codemodeError("CLI_NO_PROGRAMS", `\`${argument}\` has too many \`*\`.`, {
      hint: "Name the folder instead: everything below it is checked.",
    });
  }
  return below(cwd, base === "" && argument.startsWith("/") ? "/" : base, glob);
}

/** @returns `null` for what is not there or may not be seen */
function entryOf(file: string): Stats | null {
  try {
    return statSync(file);
  } catch {
    return null;
  }
}

/** Not for a program that is named: it would be a good part of what such a check takes. */
async function loadPicomatch(): Promise<typeof picomatch> {
  return (await import("picomatch")).default;
}

/** Each further `*` multiplies the ways in which a path can be tried. */
function hasTooManyStars(glob: string): boolean {
  const segments = glob.split("/");
  const deep = segments.filter((segment) => segment.includes("**"));
  return (
    deep.length > MAX_DEEP_STARS ||
    segments.some((segment) => segment.split(/\*+/).length - 1 > MAX_STARS)
  );
}

/** The files below a folder whose path from there matches; `null` when there are none. */
async function below(cwd: string, folder: string, glob: string): Promise<string[] | null> {
  const createMatcher = await loadPicomatch();
  const matches = createMatcher(glob, { nonegate: true, noextglob: true });
  const prefix = folder === "" || folder === "." ? "" : folder === "/" ? "/" : `${folder}/`;
  const names: string[] = [];
  const walk = async (relative: string): Promise<void> => {
    const entries = await promises
      .readdir(path.resolve(cwd, folder, relative), {
        withFileTypes: true,
      })
      .catch(() => []);
    if (entries.some(({ name }) => name === LOCK_FILE)) return;
    for (const entry of entries) {
      if (entry.name.startsWith(".") || entry.name === "node_modules") continue;
      const name = relative === "" ? entry.name : `${relative}/${entry.name}`;
      // A link to a folder may lead back up.
      if (entry.isDirectory()) await walk(name);
      else if (matches(name) && !name.endsWith(".d.ts") && (await isReadable(name, entry)))
        names.push(`${prefix}${name}`);
      if (names.length > MAX_FILES) return;
    }
  };
  /** A pipe or a device, also behind a link: whoever opens it may wait for ever, and cannot be ended. */
  const isReadable = async (name: string, entry: Dirent): Promise<boolean> => {
    if (!entry.isSymbolicLink()) return entry.isFile();
    const link = path.resolve(cwd, folder, name);
    const target = await promises.realpath(link).catch(() => null);
    // A link that leads nowhere is told of when it is read.
    if (target === null) return true;
    // What is elsewhere on the machine is no part of the folder, whoever put a link to it there.
    const within = path.relative(await promises.realpath(path.resolve(cwd, folder)), target);
    if (within.startsWith("..") || path.isAbsolute(within)) return false;
    return entryOf(target)?.isFile() === true;
  };
  await walk("");
  return names.length === 0 ? null : names.sort(compareCodeUnits);
}
