import type { ResolvedOpenApiServer } from "../config/interpolate.ts";
import { codemodeError } from "../diagnostics/error.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { JsonObject, JsonValue } from "../json.ts";
import { buildEntries } from "./build-entries.ts";
import { callOperation, type CallLimits } from "./call/call-operation.ts";
import { openDocument } from "./document.ts";
import { committedDigests, specFacts, type CommittedEntries, type SpecFacts } from "./facts.ts";
import type { FetchOne } from "./fetch-one.ts";
import { own } from "./own.ts";
import { isRemoteSpec, readSpec, sameSpec } from "./read-spec.ts";
import { readRecipe } from "./recipe.ts";
import { validateDocument } from "./validate.ts";

/** A service with its operations as tools. */
export interface OpenApiService {
  facts: SpecFacts;
  /** Entries of `tools/list`, in the order of the document or of the committed catalog. */
  entries: JsonValue[];
  diagnostics: Diagnostic[];
  /**
   * One call of the operation of that name: a `CallToolResult`.
   * @throws CodemodeError `OPENAPI_*`, `SERVER_*`; the reason of the signal
   */
  call(name: string, input: JsonObject, limits: CallLimits): Promise<JsonObject>;
}

export interface OpenOptions {
  /** What the document's path is relative to. */
  rootDir: string;
  /** The catalog that the SDK was generated from, when a program runs. */
  committed?: CommittedEntries | null | undefined;
  signal?: AbortSignal | undefined;
  /** Node's own unless given. */
  fetch?: FetchOne | undefined;
}

/**
 * Reads an OpenAPI document, or takes the committed catalog for it: where the document's files are still the same or not
 * there at all, and always for one that would have to be fetched. A run needs no network but the service itself.
 *
 * @throws CodemodeError `OPENAPI_UNREADABLE`, `OPENAPI_INVALID`, `OPENAPI_BASE_URL`
 */
export async function openOpenApi(
  server: ResolvedOpenApiServer,
  options: OpenOptions,
): Promise<OpenApiService> {
  const committed = options.committed ?? null;
  if (committed !== null && isCurrent(server, committed, options.rootDir)) {
    const { protocolVersion, serverInfo, capabilities, tools } = committed;
    const facts = { protocolVersion, serverInfo, capabilities };
    return service(server, facts, tools, [], options.fetch);
  }
  const spec = await readSpec(server.key, server.spec, options);
  const document = openDocument(server.key, spec);
  const { entries, diagnostics } = buildEntries({
    server: server.key,
    document,
    baseUrl: server.baseUrl,
    specUrl: isRemoteSpec(server.spec) ? server.spec : null,
    headerNames: new Set(Object.keys(server.headers).map((name) => name.toLowerCase())),
    auth: server.auth,
  });
  // A run only compares: whoever generates is told of the document's faults.
  const faults = committed === null ? await validateDocument(server.key, document) : [];
  const facts = specFacts(server, document, spec.digests());
  return service(server, facts, entries, [...diagnostics, ...faults], options.fetch);
}

function isCurrent(
  server: ResolvedOpenApiServer,
  committed: CommittedEntries,
  rootDir: string,
): boolean {
  if (isRemoteSpec(server.spec)) return true;
  const digests = committedDigests(server, committed);
  return digests !== null && sameSpec(server.spec, rootDir, digests) !== false;
}

function service(
  server: ResolvedOpenApiServer,
  facts: SpecFacts,
  entries: JsonValue[],
  diagnostics: Diagnostic[],
  fetch: FetchOne | undefined,
): OpenApiService {
  const byName = new Map(entries.map((entry) => [own(entry, "name"), entry]));
  return {
    facts,
    entries,
    diagnostics,
    call: async (name, input, limits) => {
      const entry = byName.get(name);
      const recipe = entry === undefined ? null : readRecipe(entry);
      if (recipe === null) {
        const message = `Server \`${server.key}\`: the catalog does not say how the operation is called.`;
        throw codemodeError("OPENAPI_INVALID", message, {
          location: { server: server.key, tool: name },
          hint: "Run `codemode generate`.",
        });
      }
      return callOperation(server, name, recipe, input, { ...limits, fetch });
    },
  };
}
