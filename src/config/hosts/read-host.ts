import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { codemodeError } from "../../diagnostics/error.ts";
import { isJsonObject } from "../../json.ts";
import { HOST_FORMATS, type HostFormatEntry, type UserPlaces } from "./formats.ts";
import type { HostFormat, HostServer, HostServers } from "./types.ts";

/** Another program's list of servers on this machine. */
export interface HostFile {
  format: HostFormat;
  /** Of the program, for people. */
  title: string;
  /** Absolute. */
  path: string;
  /** As people know it: relative to the project, or from `~`. */
  shown: string;
  scope: "project" | "user";
}

/** A server and the file that it is from. */
export interface FoundServer extends HostServer {
  file: HostFile;
}

export interface FoundServers {
  servers: FoundServer[];
  diagnostics: Diagnostic[];
}

/** Claude Code's file also holds what was said in every project. */
const MAX_BYTES = 64_000_000;
const MAX_PROJECT_BYTES = 1_000_000;

/** The lists that exist, those of the project first. Reads none of them. */
export function findHostFiles(
  projectDir: string,
  places: UserPlaces,
  format?: HostFormat,
): HostFile[] {
  const formats = HOST_FORMATS.filter((entry) => format === undefined || entry.format === format);
  const inProject = formats.flatMap((entry) =>
    entry.projectFiles.map((file) =>
      hostFile(entry, path.join(projectDir, file), projectDir, places),
    ),
  );
  const ofUser = formats.flatMap((entry) =>
    entry.userFiles(places).map((file) => hostFile(entry, file, projectDir, places)),
  );
  const seen = new Set<string>();
  return [...inProject, ...ofUser].filter((file) => {
    // A project in the home folder has the user's file as its own.
    const isFirst = !seen.has(file.path);
    seen.add(file.path);
    return isFirst && statSync(file.path, { throwIfNoEntry: false })?.isFile() === true;
  });
}

function hostFile(
  { format, title }: HostFormatEntry,
  file: string,
  projectDir: string,
  { home }: UserPlaces,
): HostFile {
  const inProject = relativeInside(projectDir, file);
  const inHome = relativeInside(home, file);
  return {
    format,
    title,
    path: file,
    shown: inProject ?? (inHome === null ? file : `~/${inHome}`),
    scope: inProject === null ? "user" : "project",
  };
}

function relativeInside(folder: string, file: string): string | null {
  const relative = path.relative(folder, file);
  if (relative === "" || relative.startsWith("..") || path.isAbsolute(relative)) return null;
  return relative.split(path.sep).join("/");
}

/**
 * The list that a reference names: `~/` is the home folder, everything else relative to the project. The format is told
 * by the file's name, else by what is in it.
 *
 * @throws CodemodeError `CONFIG_IMPORT_MISSING`, `CONFIG_HOST_INVALID`
 */
export function hostFileAt(reference: string, projectDir: string, places: UserPlaces): HostFile {
  const file = reference.startsWith("~/")
    ? path.join(places.home, reference.slice(2))
    : path.resolve(projectDir, reference);
  if (statSync(file, { throwIfNoEntry: false }) === undefined) {
    throw codemodeError("CONFIG_IMPORT_MISSING", `There is no ${reference}.`);
  }
  const named = file.split(path.sep).join("/");
  const entry = HOST_FORMATS.find((one) => one.isNamed(named)) ?? formatByContent(file, reference);
  return hostFile(entry, file, projectDir, places);
}

function formatByContent(file: string, shown: string): HostFormatEntry {
  const text = readText({ path: file, shown, scope: "project" });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // With comments it is an editor's; its own parser says what else is wrong.
  }
  const object: Record<string, unknown> = isJsonObject(value) ? value : {};
  const format = Object.hasOwn(object, "mcpServers")
    ? "mcp-json"
    : Object.hasOwn(object, "packages") || Object.hasOwn(object, "remotes")
      ? "server-json"
      : "vscode";
  return HOST_FORMATS.find((entry) => entry.format === format) as HostFormatEntry;
}

/**
 * Reads one list. Nothing is started.
 *
 * @param projectDir that the list is taken over into
 * @throws CodemodeError `CONFIG_HOST_INVALID`
 */
export async function readHostFile(
  file: HostFile,
  projectDir: string,
  { home, platform }: UserPlaces,
): Promise<FoundServers> {
  const entry = HOST_FORMATS.find(({ format }) => format === file.format) as HostFormatEntry;
  const parse = await entry.load();
  const folder = file.scope === "project" ? listFolder(file, entry) : projectDir;
  const parsed = parse(file.shown, readText(file), { projectDir: folder, home, platform });
  const servers = inFolder(parsed, path.relative(projectDir, folder));
  return {
    servers: servers.map((server) => ({ ...server, file })),
    diagnostics: parsed.diagnostics,
  };
}

/** The project that a list in one is of: above `.cursor` and the like. */
function listFolder(file: HostFile, { projectFiles }: HostFormatEntry): string {
  const folder = path.dirname(file.path);
  const isNested = projectFiles.some((one) => one.includes("/"));
  return isNested && path.basename(folder).startsWith(".") ? path.dirname(folder) : folder;
}

/** A list of another folder means its own folder by a path, where ours would mean the configuration's. */
function inFolder({ servers }: HostServers, folder: string): HostServer[] {
  if (folder === "") return servers;
  return servers.map((server) => {
    const { config } = server;
    if (!("command" in config)) return server;
    const cwd = config.cwd ?? ".";
    if (path.isAbsolute(cwd)) return server;
    const inside = path.join(folder, cwd).split(path.sep).join("/");
    return { ...server, config: { ...config, cwd: inside } };
  });
}

/** @throws CodemodeError `CONFIG_HOST_INVALID` for what is no regular file, is too large or may not be read */
function readText({
  path: file,
  shown,
  scope,
}: Pick<HostFile, "path" | "shown" | "scope">): string {
  const stat = statSync(file, { throwIfNoEntry: false });
  if (stat?.isFile() !== true) {
    throw codemodeError("CONFIG_HOST_INVALID", `${shown} is not a regular file.`);
  }
  if (stat.size > (scope === "user" ? MAX_BYTES : MAX_PROJECT_BYTES)) {
    throw codemodeError("CONFIG_HOST_INVALID", `${shown} is too large: ${stat.size} bytes.`);
  }
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw codemodeError("CONFIG_HOST_INVALID", `${shown} cannot be read.`, { cause: error });
  }
}
