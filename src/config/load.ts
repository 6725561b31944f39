import { statSync } from "node:fs";
import path from "node:path";
import type { PublicExplorer } from "cosmiconfig";
import { createDiagnostic, type Diagnostic } from "../diagnostics/diagnostic.ts";
import { CodemodeError, codemodeError } from "../diagnostics/error.ts";
import { searchFolders } from "./find.ts";
import { hasImports } from "./has-imports.ts";
import { resolveOutDir } from "./out-dir.ts";
import { assertReadable, CONFIG_LOADERS, readData } from "./read.ts";
import type { ConfigIssue } from "./issues.ts";
import { validateConfig } from "./schema.ts";
import type { ImportOrigin } from "./import-origin.ts";
import type { LoadedConfig, ServerTemplate } from "./template.ts";

/** In the order of preference inside one folder. */
export const CONFIG_PLACES = [
  "codemode.config.ts",
  "codemode.config.mts",
  "codemode.config.mjs",
  "codemode.config.js",
  "codemode.config.json",
  "package.json",
] as const;

export interface LoadConfigOptions {
  /** Where the search begins, and what `configPath` is relative to. */
  cwd: string;
  /** The file itself instead of a search. */
  configPath?: string;
  /** Tells where the user's programs keep their lists of servers. Default: `process.env`. */
  env?: Environment;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Finds, evaluates and validates the configuration. `${VAR}` templates stay as they are; see `resolveServers`.
 *
 * @throws CodemodeError `CONFIG_NOT_FOUND`, `CONFIG_UNREADABLE`, `CONFIG_SYNTAX`, `CONFIG_THREW`, or `CONFIG_INVALID`
 *   with one diagnostic for each thing that is wrong; `CONFIG_IMPORT_*`, `CONFIG_HOST_INVALID`
 */
export async function loadConfig(options: LoadConfigOptions): Promise<LoadedConfig> {
  const cwd = path.resolve(options.cwd);
  const found =
    options.configPath === undefined
      ? await searchConfig(cwd)
      : await readConfig(path.resolve(cwd, options.configPath));
  const env = options.env ?? process.env;
  const expanded = await expand(found, env);
  const config = resolveConfig(found.file, expanded, cwd);
  if (expanded.origins.size === 0) return config;
  const { approveServers } = await import("./trust/approve.ts");
  // What this user has said yes to before holds for whoever loads the configuration.
  const diagnostics = await approveServers(config, config.servers, env);
  return { ...config, diagnostics: [...expanded.diagnostics, ...diagnostics] };
}

interface ExpandedConfig {
  value: unknown;
  origins: ReadonlyMap<string, ImportOrigin>;
  diagnostics: readonly Diagnostic[];
  issues: readonly ConfigIssue[];
}

async function expand({ file, value }: FoundConfig, env: Environment): Promise<ExpandedConfig> {
  if (!hasImports(value)) return { value, origins: new Map(), diagnostics: [], issues: [] };
  const { expandImports } = await import("./expand-imports.ts");
  return expandImports(value, path.dirname(file), env);
}

interface FoundConfig {
  file: string;
  value: unknown;
}

async function searchConfig(cwd: string): Promise<FoundConfig> {
  const folders = searchFolders(cwd);
  for (const folder of folders) {
    const places = CONFIG_PLACES.map((place) => path.join(folder, place)).filter(isFile);
    // Before anything is read of any: cosmiconfig passes over what may not be read, and reads what never ends.
    for (const place of places) assertReadable(place);
    const found = places.length === 0 ? null : await searchFolder(folder, places[0] as string);
    if (found !== null) return found;
  }
  const looked =
    folders.length === 1 ? cwd : `${cwd} and its parent folders up to ${folders.at(-1)}`;
  throw codemodeError("CONFIG_NOT_FOUND", `There is no codemode.config.* in ${looked}.`);
}

/** @param first the preferred one of the folder's files */
async function searchFolder(folder: string, first: string): Promise<FoundConfig | null> {
  const data = await readData(first);
  if (data !== null) return { file: first, value: data.value };
  const found = await (await createExplorer()).search(folder);
  return found === null ? null : { file: found.filepath, value: found.config };
}

/** Whether there is something that is no folder. */
function isFile(place: string): boolean {
  return statSync(place, { throwIfNoEntry: false })?.isDirectory() === false;
}

async function readConfig(file: string): Promise<FoundConfig> {
  if (statSync(file, { throwIfNoEntry: false }) === undefined) {
    throw codemodeError("CONFIG_NOT_FOUND", `There is no configuration at ${file}.`, {
      hint: "Check the path given with `--config`.",
    });
  }
  assertReadable(file);
  if (!Object.hasOwn(CONFIG_LOADERS, path.extname(file))) {
    const known = Object.keys(CONFIG_LOADERS).join(", ");
    throw codemodeError("CONFIG_UNREADABLE", `${file} is none of ${known}.`, {
      hint: "Give the configuration one of these endings.",
    });
  }
  const data = await readData(file);
  if (data !== null) return { file, value: data.value };
  const found = await (await createExplorer()).load(file);
  return { file, value: found?.config };
}

async function createExplorer(): Promise<PublicExplorer> {
  const { cosmiconfig } = await import("cosmiconfig");
  return cosmiconfig("codemode", {
    searchPlaces: [...CONFIG_PLACES],
    loaders: CONFIG_LOADERS,
    // One folder at a time: where to stop is decided by `searchFolders`.
    searchStrategy: "none",
    // An empty file is a mistake to be named, not to be passed over.
    ignoreEmptySearchPlaces: false,
    cache: false,
  });
}

function resolveConfig(file: string, expanded: ExpandedConfig, cwd: string): LoadedConfig {
  const rootDir = path.dirname(file);
  const validated = validateConfig(expanded.value);
  const issues = [...expanded.issues, ...(validated.ok ? [] : validated.issues)];
  if (!validated.ok || issues.length > 0) {
    throw invalidError(file, cwd, issues, expanded.diagnostics);
  }
  const { config } = validated;
  const out = resolveOutDir(rootDir, config.outDir);
  if (!out.ok) throw invalidError(file, cwd, [{ path: "outDir", message: out.problem }]);
  return {
    path: file,
    rootDir,
    outDir: out.outDir,
    packageName: config.packageName,
    servers: config.servers.map((server) => withOrigin(server, expanded.origins)),
    limits: config.limits,
  };
}

function withOrigin(
  server: ServerTemplate,
  origins: ReadonlyMap<string, ImportOrigin>,
): ServerTemplate {
  const origin = origins.get(server.key);
  return origin === undefined ? server : { ...server, origin };
}

/** @param found warnings that may tell why: a list all of whose servers were left out */
function invalidError(
  file: string,
  cwd: string,
  issues: readonly ConfigIssue[],
  found: readonly Diagnostic[] = [],
): CodemodeError {
  const name = path.relative(cwd, file) || file;
  const [first, ...rest] = issues.map((issue) => {
    const place = issue.path === "" ? "" : `${issue.path}: `;
    return createDiagnostic("CONFIG_INVALID", `${name}: ${place}${issue.message}.`);
  });
  if (first === undefined) throw new Error("a refused configuration has an issue");
  return new CodemodeError([first, ...rest, ...found]);
}
