import { createDiagnostic, type Diagnostic } from "../../diagnostics/diagnostic.ts";
import { codemodeError } from "../../diagnostics/error.ts";
import { compareCodeUnits, isJsonObject, type JsonObject } from "../../json.ts";
import { validateConfig } from "../schema.ts";
import type { HostServer, HostServerConfig, HostServers } from "./types.ts";

/** What became of one entry of a list. */
export type Reading =
  | { ok: true; config: HostServerConfig; notes: Iterable<string>; secretEnv?: readonly string[] }
  | { ok: false; problem: string; isWanted?: boolean };

/**
 * Reads each entry of a list of servers for itself: one that cannot be taken over costs no other.
 *
 * @param file how the file is named in messages
 * @param read gives what an entry means; what it gives is judged by the rules of our own configuration
 */
export function readServerList(
  file: string,
  listed: Readonly<Record<string, unknown>>,
  read: (given: unknown, name: string) => Reading,
): HostServers {
  const servers: HostServer[] = [];
  const diagnostics: Diagnostic[] = [];
  const taken = new Set<string>();
  for (const [name, given] of Object.entries(listed).toSorted(([a], [b]) =>
    compareCodeUnits(a, b),
  )) {
    const key = toServerKey(name);
    const reading = readEntry(key, name, given, taken, read);
    if (!reading.ok) {
      const message = `${file}: the server ${JSON.stringify(name)} was left out: ${reading.problem}.`;
      const extra = reading.isWanted === false ? { severity: "info" as const } : {};
      diagnostics.push(createDiagnostic("CONFIG_HOST_SKIPPED", message, extra));
      continue;
    }
    const { config, secretEnv } = reading;
    servers.push({ key, name, config, ...(secretEnv === undefined ? {} : { secretEnv }) });
    taken.add(key.toLowerCase());
    for (const note of reading.notes) {
      const message = `${file}: the server ${JSON.stringify(name)}: ${note}.`;
      diagnostics.push(createDiagnostic("CONFIG_HOST_NOTE", message));
    }
  }
  return { servers: servers.toSorted((a, b) => compareCodeUnits(a.key, b.key)), diagnostics };
}

function readEntry(
  key: string,
  name: string,
  given: unknown,
  taken: ReadonlySet<string>,
  read: (given: unknown, name: string) => Reading,
): Reading {
  const reading = read(given, name);
  if (!reading.ok) return reading;
  if (taken.has(key.toLowerCase())) {
    return { ok: false, problem: `another server is named \`${key}\` already` };
  }
  // Judged by the rules of our own configuration, which is what it becomes.
  const validated = validateConfig({ servers: { [key]: reading.config } });
  if (validated.ok) return reading;
  const { path, message } = validated.issues[0] ?? { path: "", message: "it is not valid" };
  return { ok: false, problem: `${path}: ${message}` };
}

/** Other programs allow any name; ours also name files and, in programs, objects. */
export function toServerKey(name: string): string {
  return name.replace(/[^A-Za-z0-9_-]+/g, "-").replace(/^[^A-Za-z]+|-+$/g, "");
}

/** @throws CodemodeError `CONFIG_HOST_INVALID` */
export function memberObject(file: string, value: unknown, member: string): JsonObject {
  const listed = isJsonObject(value) ? value[member] : undefined;
  if (isJsonObject(listed)) return listed;
  throw codemodeError("CONFIG_HOST_INVALID", `${file} has no object \`${member}\`.`);
}
