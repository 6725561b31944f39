import { createDiagnostic, type Diagnostic } from "../diagnostics/diagnostic.ts";
import { codemodeError } from "../diagnostics/error.ts";
import { HOST_FORMATS, userPlaces, type UserPlaces } from "./hosts/formats.ts";
import { findHostFiles, hostFileAt, readHostFile, type FoundServer } from "./hosts/read-host.ts";
import { isImport, isObject, serverEntries } from "./has-imports.ts";
import type { ImportedServers } from "./import-from.ts";
import { ImportOrigin } from "./import-origin.ts";
import { renderPath, type ConfigIssue } from "./issues.ts";
import { withholdSecrets } from "./withhold-secrets.ts";

export interface ExpandedImports {
  /** The configuration with the servers themselves where the imports stood. */
  value: unknown;
  /** By the key of the server. */
  origins: Map<string, ImportOrigin>;
  diagnostics: Diagnostic[];
  issues: ConfigIssue[];
}

/**
 * Reads the lists that the configuration imports. Literal secrets are withheld from the servers: what stands for them
 * are variables, whose values only the origin of the server has.
 *
 * @param rootDir what files are relative to
 * @throws CodemodeError `CONFIG_IMPORT_MISSING`, `CONFIG_IMPORT_CONFLICT`, `CONFIG_HOST_INVALID`
 */
export async function expandImports(
  value: unknown,
  rootDir: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<ExpandedImports> {
  const entries = serverEntries(value);
  const servers = new Map<string, unknown>(entries.filter(([, server]) => !isImport(server)));
  const own = new Map([...servers.keys()].map((key) => [key.toLowerCase(), key]));
  const imported = new Map<string, FoundServer>();
  const expanded: Omit<ExpandedImports, "value"> = {
    origins: new Map(),
    diagnostics: [],
    issues: [],
  };
  const { diagnostics, issues, origins } = expanded;
  for (const [at, given] of entries) {
    if (!isImport(given)) continue;
    const problems = importProblems(given);
    issues.push(...problems.map((message) => ({ path: renderPath(["servers", at]), message })));
    if (problems.length > 0) continue;
    const read = await readImport(given, rootDir, userPlaces(env));
    diagnostics.push(...read.diagnostics);
    issues.push(
      ...unknownNames(given, read.servers).map((message) => ({
        path: renderPath(["servers", at]),
        message,
      })),
    );
    for (const { server, key } of chosen(given, read.servers)) {
      const mine = own.get(key.toLowerCase());
      if (mine !== undefined) {
        diagnostics.push(overridden(mine, server));
        continue;
      }
      const other = imported.get(key.toLowerCase());
      if (other !== undefined) throw conflict(key, other, server);
      imported.set(key.toLowerCase(), server);
      const { server: config, values } = withholdSecrets(key, server.config, server.secretEnv);
      servers.set(key, config);
      origins.set(key, new ImportOrigin(server.file.shown, server.file.title, values));
    }
  }
  return { value: { ...(value as object), servers: Object.fromEntries(servers) }, ...expanded };
}

const OPTIONS = new Set(["importFrom", "servers", "except", "rename"]);

/** By hand, as there are few: what is wrong with an import, as the end of a sentence. */
function importProblems(given: ImportedServers): string[] {
  const { importFrom, servers, except, rename }: Record<string, unknown> = { ...given };
  const isTexts = (value: unknown): boolean =>
    Array.isArray(value) && value.every((one) => typeof one === "string");
  return [
    ...(typeof importFrom === "string" && importFrom !== "" && !importFrom.includes("\0")
      ? []
      : ["`importFrom` must be a file or the name of a program"]),
    ...(servers === undefined || isTexts(servers) ? [] : ["`servers` must be names"]),
    ...(except === undefined || isTexts(except) ? [] : ["`except` must be names"]),
    ...(rename === undefined || (isObject(rename) && isTexts(Object.values(rename)))
      ? []
      : ["`rename` must be an object of names"]),
    ...Object.keys(given)
      .filter((name) => !OPTIONS.has(name))
      .map((name) => `\`${name}\` is not an option of an import`),
  ];
}

/** Of a program all its files, the project's before the user's: they win, as they do there. */
async function readImport(
  { importFrom }: ImportedServers,
  rootDir: string,
  places: UserPlaces,
): Promise<{ servers: FoundServer[]; diagnostics: Diagnostic[] }> {
  const format = HOST_FORMATS.find((entry) => entry.format === importFrom)?.format;
  if (format === undefined) {
    return readHostFile(hostFileAt(importFrom, rootDir, places), rootDir, places);
  }
  const files = [
    // Claude Code's own list of a project.
    ...(format === "claude-code" ? findHostFiles(rootDir, places, "mcp-json") : []),
    ...findHostFiles(rootDir, places, format),
  ];
  if (files.length === 0) {
    throw codemodeError("CONFIG_IMPORT_MISSING", `There is no list of servers of ${importFrom}.`);
  }
  const servers = new Map<string, FoundServer>();
  const diagnostics: Diagnostic[] = [];
  for (const file of files) {
    const read = await readHostFile(file, rootDir, places);
    diagnostics.push(...read.diagnostics);
    for (const server of read.servers) {
      if (!servers.has(server.key)) servers.set(server.key, server);
    }
  }
  return { servers: [...servers.values()], diagnostics };
}

const isCalled = ({ name, key }: FoundServer, called: string): boolean =>
  name === called || key === called;

function chosen(
  { servers, except = [], rename = {} }: ImportedServers,
  found: readonly FoundServer[],
): { server: FoundServer; key: string }[] {
  return found
    .filter((server) => servers === undefined || servers.some((name) => isCalled(server, name)))
    .filter((server) => !except.some((name) => isCalled(server, name)))
    .map((server) => {
      const renamed = Object.entries(rename).find(([name]) => isCalled(server, name));
      return { server, key: renamed?.[1] ?? server.key };
    });
}

/** A name that is misspelt would choose nothing, or leave nothing out, in silence. */
function unknownNames(
  { importFrom, servers = [], except = [], rename = {} }: ImportedServers,
  found: readonly FoundServer[],
): string[] {
  return [...servers, ...except, ...Object.keys(rename)]
    .filter((name) => !found.some((server) => isCalled(server, name)))
    .map((name) => `names the server ${JSON.stringify(name)}, which ${importFrom} does not have`);
}

function overridden(key: string, { name, file }: FoundServer): Diagnostic {
  const message = `The server \`${key}\` of the configuration stands in for ${JSON.stringify(name)} of ${file.shown}.`;
  return createDiagnostic("CONFIG_IMPORT_OVERRIDDEN", message);
}

function conflict(key: string, first: FoundServer, second: FoundServer): Error {
  return codemodeError(
    "CONFIG_IMPORT_CONFLICT",
    `Both ${first.file.shown} and ${second.file.shown} have a server \`${key}\`.`,
    {
      hint: `Leave one out, \`importFrom("${second.file.shown}", { except: ["${second.name}"] })\`, or name it anew, \`{ rename: { "${second.name}": "other" } }\`.`,
    },
  );
}
