import type { ResolvedOpenApiServer } from "../config/interpolate.ts";
import { canonicalJson, type JsonObject, type JsonValue } from "../json.ts";
import type { SpecDocument } from "./document.ts";
import { own, ownObject } from "./own.ts";
import { RECIPE_KEY } from "./recipe-key.ts";

/** What the catalog says of the service itself, in the words of MCP. */
export interface SpecFacts {
  protocolVersion: string;
  serverInfo: JsonObject;
  capabilities: JsonObject;
}

/** A committed catalog, as far as it matters here. */
export interface CommittedEntries {
  protocolVersion: string;
  serverInfo: JsonObject;
  capabilities: JsonObject;
  tools: JsonValue[];
}

/** @param digests of the document's files */
export function specFacts(
  server: ResolvedOpenApiServer,
  document: SpecDocument,
  digests: Record<string, string>,
): SpecFacts {
  return {
    protocolVersion: `openapi ${document.version}`,
    serverInfo: { name: document.title, version: document.apiVersion },
    capabilities: { experimental: { [RECIPE_KEY]: { ...madeFor(server), files: digests } } },
  };
}

/** What of the configuration the entries depend on. */
function madeFor({ baseUrl, headers }: ResolvedOpenApiServer): JsonObject {
  return {
    baseUrl: baseUrl !== null,
    headers: Object.keys(headers)
      .map((name) => name.toLowerCase())
      .toSorted(),
  };
}

/** The digests of the files that a catalog was made of; `null` when it was made for another configuration. */
export function committedDigests(
  server: ResolvedOpenApiServer,
  committed: CommittedEntries,
): Record<string, string> | null {
  const facts = ownObject(own(committed.capabilities, "experimental"), RECIPE_KEY);
  const files = ownObject(facts ?? undefined, "files");
  if (facts === null || files === null) return null;
  const { files: _, ...made } = facts;
  if (canonicalJson(made) !== canonicalJson(madeFor(server))) return null;
  const digests = Object.entries(files).flatMap(([name, digest]): [string, string][] =>
    typeof digest === "string" ? [[name, digest]] : [],
  );
  return Object.fromEntries(digests);
}
