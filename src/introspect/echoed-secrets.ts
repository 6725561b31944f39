import { createSecretFilter, type SecretValue } from "../config/secrets.ts";
import { createDiagnostic, type Diagnostic } from "../diagnostics/diagnostic.ts";
import { compareCodeUnits, isJsonObject, type JsonObject, type JsonValue } from "../json.ts";
import { redactJson } from "./redact-json.ts";
import { safeLine } from "./text.ts";
import type { ToolListing } from "./list-tools.ts";

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
 * Takes the values that a server was given out of the tools it lists, and out of what is reported of them. A tool whose
 * name, or a key of whose schema, holds one is left out: under another name it could not be called.
 *
 * @param listing its entries bounded in depth and size
 */
export function withholdFromTools(
  server: string,
  secrets: readonly SecretValue[],
  { tools, diagnostics }: ToolListing,
): ToolListing {
  const redact = createSecretFilter(secrets);
  const listing: ToolListing = {
    tools: [],
    diagnostics: diagnostics.map((diagnostic) => redactDiagnostic(diagnostic, redact)),
  };
  for (const tool of tools) {
    const names = new Set<string>();
    const filter = createSecretFilter(secrets, (name) => names.add(name));
    const { value, found, foundInKey } = redactJson(tool, filter);
    const dropped = foundInKey || toolName(value) !== toolName(tool);
    if (!dropped) listing.tools.push(value);
    if (found) listing.diagnostics.push(echoed(server, toolName(value), names, dropped));
  }
  return listing;
}

function echoed(
  server: string,
  tool: string | null,
  names: ReadonlySet<string>,
  dropped: boolean,
): Diagnostic {
  const label = tool === null ? "without a name" : `\`${safeLine(tool, 200)}\``;
  const done = dropped ? "in a name; the tool was left out" : "which was taken out";
  const message = `Server \`${server}\`: the definition of the tool ${label} holds the value of ${listNames(names)}, ${done}.`;
  return createDiagnostic("SERVER_SECRET_ECHOED", message, {
    location: { server, ...(tool === null ? {} : { tool: safeLine(tool, 200) }) },
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

function toolName(tool: JsonValue): string | null {
  const name = isJsonObject(tool) ? tool["name"] : undefined;
  return typeof name === "string" ? name : null;
}
