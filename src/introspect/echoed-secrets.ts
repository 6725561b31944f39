import { createSecretFilter, type SecretValue } from "../config/secrets.ts";
import { createDiagnostic, type Diagnostic } from "../diagnostics/diagnostic.ts";
import { compareCodeUnits, type JsonObject } from "../json.ts";
import { redactJson } from "./redact-json.ts";
import { safeLine } from "./text.ts";
import { entryName, type EntryList, type Listing } from "./lists.ts";

/** What a server says of itself that is kept. */
interface Facts {
  serverInfo: JsonObject;
  capabilities: JsonObject;
  instructions: string | null;
}

/**
 * Takes the values that a server was given out of what it says of itself: everything kept of it is committed.
 *
 * @param facts bounded in depth and size
 */
export function withholdFromFacts<T extends Facts>(
  server: string,
  secrets: readonly SecretValue[],
  facts: T,
): { facts: T; diagnostics: Diagnostic[] } {
  const names = new Set<string>();
  const filter = createSecretFilter(secrets, (name) => names.add(name));
  const { serverInfo, capabilities, instructions } = facts;
  const { value, found } = redactJson({ serverInfo, capabilities, instructions }, filter);
  if (!found) return { facts, diagnostics: [] };
  const message = `Server \`${server}\`: what it says of itself holds the value of ${listNames(names)}, which was taken out.`;
  return {
    facts: { ...facts, ...value },
    diagnostics: [createDiagnostic("SERVER_SECRET_ECHOED", message, { location: { server } })],
  };
}

/**
 * Takes the values that a server was given out of what it lists, and out of what is reported of it. An entry whose name,
 * or a key of which, holds one is left out: under another name it could not be called.
 *
 * @param listing its entries bounded in depth and size
 */
export function withholdFromList(
  server: string,
  list: EntryList,
  secrets: readonly SecretValue[],
  { entries, diagnostics }: Listing,
): Listing {
  const redact = createSecretFilter(secrets);
  const listing: Listing = {
    entries: [],
    diagnostics: diagnostics.map((diagnostic) => redactDiagnostic(diagnostic, redact)),
  };
  for (const entry of entries) {
    const names = new Set<string>();
    const filter = createSecretFilter(secrets, (name) => names.add(name));
    const { value, found, foundInKey } = redactJson(entry, filter);
    const name = entryName(list, value);
    const dropped = foundInKey || name !== entryName(list, entry);
    if (!dropped) listing.entries.push(value);
    if (found) listing.diagnostics.push(echoed(server, list.one, name, names, dropped));
  }
  return listing;
}

function echoed(
  server: string,
  one: string,
  name: string | null,
  names: ReadonlySet<string>,
  dropped: boolean,
): Diagnostic {
  const label = name === null ? "without a name" : `\`${safeLine(name, 200)}\``;
  const done = dropped ? `in a name; the ${one} was left out` : "which was taken out";
  const message = `Server \`${server}\`: the definition of the ${one} ${label} holds the value of ${listNames(names)}, ${done}.`;
  return createDiagnostic("SERVER_SECRET_ECHOED", message, {
    location: { server, ...(name === null ? {} : { tool: safeLine(name, 200) }) },
  });
}

function redactDiagnostic(diagnostic: Diagnostic, redact: (text: string) => string): Diagnostic {
  const { location, message } = diagnostic;
  const redacted = { ...diagnostic, message: redact(message) };
  if (location === undefined || !("tool" in location) || location.tool === undefined) {
    return redacted;
  }
  return { ...redacted, location: { ...location, tool: redact(location.tool) } };
}

/** `${TOKEN}` and `${KEY}`, in an order that no server chooses. */
export function listNames(names: ReadonlySet<string>): string {
  return [...names]
    .toSorted(compareCodeUnits)
    .map((name) => `\`\${${name}}\``)
    .join(" and ");
}
