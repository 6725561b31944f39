import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { HOST_FORMATS, userPlaces } from "../config/hosts/formats.ts";
import {
  findHostFiles,
  hostFileAt,
  readHostFile,
  type FoundServer,
  type HostFile,
} from "../config/hosts/read-host.ts";
import type { HostServerConfig } from "../config/hosts/types.ts";
import { CONFIG_PLACES } from "../config/load.ts";
import { withholdSecrets, type WithheldSecret } from "../config/withhold-secrets.ts";
import { createDiagnostic, type Diagnostic } from "../diagnostics/diagnostic.ts";
import { CodemodeError, codemodeError } from "../diagnostics/error.ts";
import { printConfig } from "./print-config.ts";

/** Options of {@link initConfig}. */
export interface InitOptions {
  /** Folder that the configuration is written into. */
  cwd: string;
  /** Replace a `codemode.config.ts` that exists. */
  force?: boolean;
  /**
   * Lists to take servers from: files, relative to `cwd` or from `~/`, or programs, such as `cursor`. Default: those of the
   * project, and where it has none, what `choose` says.
   */
  from?: readonly string[];
  /** Tells where the user's programs keep their lists. Default: `process.env`. */
  env?: Readonly<Record<string, string | undefined>>;
  /** Asked when there are lists of the user, or several: which to take. Default: those of the project. */
  choose?: (lists: readonly FoundList[]) => Promise<readonly FoundList[]>;
}

/** A list of servers that was found. */
export interface FoundList {
  file: string;
  program: string;
  scope: "project" | "user";
  /** Keys of its servers. */
  servers: string[];
}

/** What {@link initConfig} did. */
export interface InitReport {
  /** Absolute path of the file that was written. */
  path: string;
  /** The file that the servers were taken from, several with commas between; `null` when there was none. */
  importedFrom: string | null;
  /** Every list that was found, taken or not. */
  found: FoundList[];
  /** Sorted by key. */
  servers: { key: string; from: string; config: HostServerConfig }[];
  /** Literals that look like secrets and were replaced by variables. */
  withheld: WithheldSecret[];
  diagnostics: Diagnostic[];
}

const CONFIG_FILE = "codemode.config.ts";

/**
 * Writes a first `codemode.config.ts`, with the servers of other programs' lists. Starts nothing.
 *
 * @throws CodemodeError `CLI_FILE_EXISTS`, `CONFIG_HOST_INVALID`, `CONFIG_IMPORT_MISSING`
 */
export async function initConfig(options: InitOptions): Promise<InitReport> {
  const { cwd } = options;
  assertFree(cwd, options.force === true);
  const diagnostics: Diagnostic[] = [];
  const lists = await readLists(options, diagnostics);
  const taken = await chooseLists(options, lists);
  const withheld: WithheldSecret[] = [];
  const variables = new Map<string, string>();
  const servers = mergeServers(taken, diagnostics).map(({ key, file, config, secretEnv }) => {
    const kept = withholdSecrets(key, config, secretEnv, variables);
    withheld.push(...kept.withheld);
    return { key, from: file.shown, config: kept.server };
  });
  const file = path.join(cwd, CONFIG_FILE);
  const text = await printConfig(new Map(servers.map(({ key, config }) => [key, config])));
  await writeFile(file, text);
  return {
    path: file,
    importedFrom: taken.length === 0 ? null : taken.map(({ found }) => found.file).join(", "),
    found: lists.map(({ found }) => found),
    servers,
    withheld,
    diagnostics: [...taken.flatMap((list) => list.diagnostics), ...diagnostics],
  };
}

/** A second configuration beside the first would leave it open which one counts. */
function assertFree(cwd: string, force: boolean): void {
  const existing = CONFIG_PLACES.filter((name) => name !== "package.json").find((name) =>
    existsSync(path.join(cwd, name)),
  );
  if (existing === undefined || (existing === CONFIG_FILE && force)) return;
  const hint = existing === CONFIG_FILE ? {} : { hint: `Edit ${existing}, or remove it first.` };
  throw codemodeError("CLI_FILE_EXISTS", `There is a ${existing} already.`, hint);
}

interface List {
  found: FoundList;
  servers: FoundServer[];
  diagnostics: Diagnostic[];
}

/** A list that somebody named, or of the project, must be in order; one of the user's may be broken. */
async function readLists(options: InitOptions, diagnostics: Diagnostic[]): Promise<List[]> {
  const { cwd, from } = options;
  const places = userPlaces(options.env ?? process.env);
  const files =
    from === undefined
      ? findHostFiles(cwd, places)
      : from.flatMap((one): HostFile[] => namedFiles(one, cwd, places));
  const lists: List[] = [];
  for (const file of files) {
    try {
      const read = await readHostFile(file, cwd, places);
      lists.push({ ...read, found: toFound(file, read.servers) });
    } catch (error) {
      const isWanted = from !== undefined || file.scope === "project";
      if (isWanted || !(error instanceof CodemodeError)) throw error;
      const message = `${file.shown} was passed over: ${error.message}`;
      diagnostics.push(createDiagnostic("CONFIG_HOST_INVALID", message, { severity: "warning" }));
    }
  }
  return lists;
}

/** @throws CodemodeError `CONFIG_IMPORT_MISSING` */
function namedFiles(from: string, cwd: string, places: ReturnType<typeof userPlaces>): HostFile[] {
  const format = HOST_FORMATS.find((entry) => entry.format === from)?.format;
  if (format === undefined) return [hostFileAt(from, cwd, places)];
  const files = findHostFiles(cwd, places, format);
  if (files.length > 0) return files;
  throw codemodeError("CONFIG_IMPORT_MISSING", `There is no list of servers of ${from}.`);
}

function toFound({ shown, title, scope }: HostFile, servers: readonly FoundServer[]): FoundList {
  return { file: shown, program: title, scope, servers: servers.map(({ key }) => key) };
}

/** What nobody was asked about and nobody named is the user's own business: only a project's lists are taken silently. */
async function chooseLists(options: InitOptions, lists: readonly List[]): Promise<List[]> {
  const usable = lists.filter(({ servers }) => servers.length > 0);
  if (options.from !== undefined) return usable;
  const ofProject = lists.filter(({ found }) => found.scope === "project");
  const isPlain = usable.length === 1 && usable[0]?.found.scope === "project";
  if (options.choose === undefined || usable.length === 0 || isPlain) return ofProject;
  const chosen = await options.choose(usable.map(({ found }) => found));
  return usable.filter(({ found }) => chosen.includes(found));
}

/** Of two servers of one key, that of the list that was found first: the project's before the user's. */
function mergeServers(lists: readonly List[], diagnostics: Diagnostic[]): FoundServer[] {
  const merged = new Map<string, FoundServer>();
  for (const server of lists.flatMap(({ servers }) => servers)) {
    const first = merged.get(server.key.toLowerCase());
    if (first === undefined) {
      merged.set(server.key.toLowerCase(), server);
    } else if (JSON.stringify(first.config) !== JSON.stringify(server.config)) {
      const message = `${server.file.shown}: the server ${JSON.stringify(server.name)} was left out: ${first.file.shown} has another one of that name.`;
      diagnostics.push(createDiagnostic("CONFIG_HOST_SKIPPED", message));
    }
  }
  return [...merged.values()].toSorted((a, b) => (a.key < b.key ? -1 : 1));
}
