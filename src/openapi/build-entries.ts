import { createDiagnostic, type Diagnostic } from "../diagnostics/diagnostic.ts";
import type { DiagnosticCode } from "../diagnostics/codes.ts";
import { codemodeError } from "../diagnostics/error.ts";
import { escapeLineForTerminal } from "../diagnostics/terminal.ts";
import { compareCodeUnits, type JsonObject, type JsonValue } from "../json.ts";
import { serverUrls, type BaseUrl } from "./base-url.ts";
import type { SpecDocument } from "./document.ts";
import { buildEntry, type EntryContext } from "./entry.ts";
import { readOperations, type Operation } from "./operations.ts";
import { pathProblem } from "./path-template.ts";
import type { Recipe } from "./recipe.ts";
import { chooseSecurity, ownedBySchemes, readSchemes } from "./security.ts";

export interface BuildOptions {
  server: string;
  document: SpecDocument;
  /** Of the configuration, in place of the document's servers. */
  baseUrl: string | null;
  /** Where the document was fetched; `null` for a file. */
  specUrl: string | null;
  /** Lower case: of the configuration, which no program sets. */
  headerNames: ReadonlySet<string>;
  /** The configured credentials by scheme; their values are of no interest here. */
  auth: Readonly<Record<string, JsonValue>>;
}

/**
 * The operations of a document as entries of `tools/list`, and what could not be read of it.
 *
 * @throws CodemodeError `OPENAPI_BASE_URL` when nothing is left for want of a URL
 */
export function buildEntries(options: BuildOptions): {
  entries: JsonValue[];
  diagnostics: Diagnostic[];
} {
  const { server, document, auth } = options;
  const schemes = readSchemes(document);
  const owned = ownedBySchemes(schemes.values());
  for (const name of options.headerNames) owned.add(`header ${name}`);
  const context: EntryContext = { document, schemes, owned };
  const dropped: string[] = [];
  /** What is wrong with the URL of the first operation that only lacks one. */
  let homeless: string | null = null;
  const cut: string[] = [];
  const locked: string[] = [];
  const lacking = new Set<string>();
  const entries: JsonObject[] = [];
  const operations = readOperations(document);
  const placeOf = places(operations, options);
  for (const operation of operations) {
    const place = placeOf(operation);
    if ("homeless" in place) {
      homeless ??= place.homeless;
      dropped.push(`${label(operation)}: the document ${place.homeless}`);
      continue;
    }
    if ("problem" in place) {
      dropped.push(`${label(operation)}: ${place.problem}`);
      continue;
    }
    const built = buildEntry(operation, place.url, context);
    entries.push(built.entry);
    if (built.cut) cut.push(operation.name);
    const { security } = built.recipe;
    if (chooseSecurity(security, auth, options.headerNames) === null) {
      locked.push(operation.name);
      for (const scheme of schemesOf(security)) lacking.add(scheme);
    }
  }
  if (entries.length === 0 && homeless !== null) {
    const message = `Server \`${server}\`: its OpenAPI document ${homeless}.`;
    throw codemodeError("OPENAPI_BASE_URL", message, { location: { server } });
  }
  const diagnostics: Diagnostic[] = [];
  const report = (code: DiagnosticCode, message: string, detail?: readonly string[]): void => {
    diagnostics.push(
      createDiagnostic(code, `Server \`${server}\`: ${message}.`, {
        location: { server },
        ...(detail === undefined ? {} : { detail: listed(detail, "\n", 20) }),
      }),
    );
  };
  if (dropped.length > 0) {
    const message = `${dropped.length} operations of its OpenAPI document were left out`;
    report("OPENAPI_OPERATION_DROPPED", message, dropped);
  }
  const unresolved = [...document.references.unresolved];
  if (unresolved.length > 0) {
    const message = `${unresolved.length} references of its OpenAPI document lead nowhere`;
    report("OPENAPI_REF_UNRESOLVED", message, unresolved);
  }
  if (cut.length > 0) {
    report(
      "OPENAPI_SCHEMA_CUT",
      `schemas of ${listed(cut, ", ", 5)} are very large; their far parts are typed unknown`,
    );
  }
  if (locked.length > 0) {
    const names = quote([...lacking].toSorted(compareCodeUnits));
    report(
      "OPENAPI_AUTH_MISSING",
      `${listed(locked, ", ", 5)} cannot be called without credentials for ${names}`,
    );
  }
  const unknown = Object.keys(auth).filter((scheme) => !schemes.has(scheme));
  if (unknown.length > 0) {
    const known = schemes.size === 0 ? "none" : quote([...schemes.keys()].slice(0, 10));
    const message = `\`auth\` names ${quote(unknown)}; the document's security schemes are ${known}`;
    report("OPENAPI_AUTH_UNKNOWN", message);
  }
  return { entries, diagnostics };
}

/** Where an operation is called, why never, or what is wrong with the only thing it lacks: a URL. */
type Home = { url: string | null } | { problem: string } | { homeless: string };

/**
 * Where an operation is called: `null` for the configuration's `baseUrl`. One server of a configuration is one origin,
 * so that its headers and credentials go nowhere else: that of the document's first server or, where the configuration's
 * `baseUrl` is another one that the document names, that.
 */
function places(
  operations: readonly Operation[],
  { document, baseUrl, specUrl }: BuildOptions,
): (operation: Operation) => Home {
  const read = new Map<readonly JsonValue[], BaseUrl[]>();
  const urlsOf = (servers: readonly JsonValue[]): BaseUrl[] => {
    const known = read.get(servers) ?? serverUrls(servers, specUrl);
    read.set(servers, known);
    return known;
  };
  const homes = urlsOf(document.servers).map(originOf);
  const configured = baseUrl === null ? null : new URL(baseUrl).origin;
  const isNamed = operations.some(({ servers }) =>
    urlsOf(servers).map(originOf).includes(configured),
  );
  const origin = configured !== null && isNamed ? configured : homes[0];
  return (operation) => {
    if (operation.method === "trace") return { problem: "its method TRACE is never sent" };
    const problem = pathProblem(operation.path);
    if (problem !== null) return { problem: `its path ${problem}` };
    const urls = urlsOf(operation.servers);
    const here = urls.find((url) => originOf(url) === origin);
    const there = urls[0] === undefined ? null : originOf(urls[0]);
    if (here === undefined && there !== null) {
      return { problem: `it is on another host, ${there}` };
    }
    if (baseUrl !== null) return { url: null };
    const place = here ?? urls[0];
    if (place !== undefined && "url" in place) return place;
    return { homeless: place?.problem ?? "has no servers" };
  };
}

function originOf(base: BaseUrl): string | null {
  return "url" in base ? new URL(base.url).origin : null;
}

function schemesOf(security: Recipe["security"]): string[] {
  return (security[0] ?? []).map(({ scheme }) => scheme);
}

function label({ method, writtenPath }: Operation): string {
  return `${method.toUpperCase()} ${writtenPath.slice(0, 200)}`;
}

function quote(names: readonly string[]): string {
  return names.map((name) => `\`${escapeLineForTerminal(name.slice(0, 100))}\``).join(" and ");
}

function listed(names: readonly string[], separator: string, max: number): string {
  const shown = names.slice(0, max).map((name) => escapeLineForTerminal(name.slice(0, 300)));
  const more = names.length > max ? [`and ${names.length - max} more`] : [];
  return [...shown, ...more].join(separator);
}
