import { lockSource, type ServerTemplate } from "../config/template.ts";
import { createDiagnostic, type Diagnostic } from "../diagnostics/diagnostic.ts";
import type { ServerCatalog } from "../introspect/catalog.ts";
import { entryName, LISTS, type EntryList } from "../introspect/lists.ts";
import { safeLine } from "../introspect/text.ts";
import { canonicalJson, type JsonValue } from "../json.ts";
import type { CommittedSdk } from "../lock/committed-sdk.ts";
import type { Lock } from "../lock/types.ts";
import { compileFilter } from "../model/tool-filter.ts";
import { listOf } from "../run/call-function.ts";
import { findDrift } from "../run/drift.ts";

/** What is configured beside what was generated: servers that one of them lacks, or that are reached otherwise now. */
export function compareConfiguration(servers: readonly ServerTemplate[], lock: Lock): Diagnostic[] {
  const locked = new Map(lock.servers.map((server) => [server.key, server]));
  const configured = new Set(servers.map(({ key }) => key));
  const missing = servers.filter(({ key }) => !locked.has(key)).map(({ key }) => key);
  const gone = [...locked.keys()].filter((key) => !configured.has(key));
  const changed = servers.flatMap((server) => {
    const source = locked.get(server.key)?.source;
    const isSame =
      source === undefined || canonicalJson(source) === canonicalJson(lockSource(server));
    return isSame ? [] : [server.key];
  });
  return [
    ...stale(missing, "configured, but not in the SDK"),
    ...stale(gone, "in the SDK, but no longer configured"),
    ...stale(changed, "configured otherwise than when the SDK was generated"),
  ];
}

function stale(keys: readonly string[], what: string): Diagnostic[] {
  if (keys.length === 0) return [];
  const named = keys.map((key) => `\`${key}\``).join(", ");
  const message = `${keys.length === 1 ? "This server is" : "These servers are"} ${what}: ${named}.`;
  return [createDiagnostic("OUTPUT_STALE", message, { severity: "warning" })];
}

const MEMBERS = Object.keys(LISTS) as EntryList["member"][];

/**
 * What a server advertises now beside what the SDK has of it: what changed, which a run would refuse, and what is new,
 * which programs cannot use yet.
 */
export function compareAdvertised(
  sdk: CommittedSdk,
  template: ServerTemplate,
  live: ServerCatalog,
): Diagnostic[] {
  const server = sdk.lock.servers.find(({ key }) => key === template.key);
  if (server === undefined) return [];
  const committed = sdk.catalog(server.key);
  const drifts = MEMBERS.map((member) => {
    const names = server.tools.filter((tool) => listOf(tool) === member);
    const now = live[member] ?? [];
    const before = committed[member] ?? [];
    return findDrift(
      server.key,
      names.map(({ wireName }) => wireName),
      before,
      now,
      member,
    );
  });
  const warnings = drifts
    .filter((drift) => drift !== null)
    .map((drift): Diagnostic => ({ ...drift, severity: "warning" }));
  const nameOf = (entry: JsonValue): string | null => entryName(LISTS.tools, entry);
  const known = new Set(committed.tools.map(nameOf));
  const filter = compileFilter(template);
  const added = live.tools
    .map(nameOf)
    .filter((name) => name !== null && !known.has(name) && filter.accepts(name));
  return [...warnings, ...lacking(server.key, added)];
}

const MAX_NAMED = 5;

function lacking(key: string, added: readonly (string | null)[]): Diagnostic[] {
  if (added.length === 0) return [];
  const named = added.slice(0, MAX_NAMED).map((name) => `\`${safeLine(name ?? "", 100)}\``);
  const more = added.length > MAX_NAMED ? ` and ${added.length - MAX_NAMED} more` : "";
  const message = `Server \`${key}\` has tools that the SDK lacks: ${named.join(", ")}${more}.`;
  return [
    createDiagnostic("OUTPUT_STALE", message, { severity: "info", location: { server: key } }),
  ];
}
