import { readFileSync } from "node:fs";
import path from "node:path";
import type { ServerCatalog } from "../../../src/introspect/catalog.ts";
import { isJsonObject, type JsonValue } from "../../../src/json.ts";
import type { CommittedSdk } from "../../../src/lock/committed-sdk.ts";
import { committedSdk } from "../sdk.ts";
import { INFERRED_OUTPUTS } from "./inferred-outputs.ts";

/**
 * Where the types of results come from.
 * - `typed`: output schemas that the servers declare (`everything` declares one, the rest of it answers with texts)
 * - `inferred`: output schemas written by hand for servers that declare none
 * - `untyped`: the same servers as they are, every result is a text
 */
export type SdkKind = "typed" | "inferred" | "untyped";

export const SDK_KINDS: readonly SdkKind[] = ["typed", "inferred", "untyped"];

const CORPUS = import.meta.dirname;
const CAPTURED = path.resolve(CORPUS, "../../../fixtures/cases/real-servers/input/catalogs");

/** The catalogs of real MCP servers, as captured; see `README.md` for the packages. */
export function catalogsOf(kind: SdkKind): ServerCatalog[] {
  if (kind === "typed") {
    return ["everything", "filesystem", "memory"].map((key) => read(CAPTURED, key));
  }
  const catalogs = ["github", "gitlab", "slack"].map((key) =>
    read(path.join(CORPUS, "catalogs"), key),
  );
  return kind === "untyped" ? catalogs : catalogs.map(withInferredOutputs);
}

/** The SDK that the programs of a kind are written against. */
export function sdkOf(kind: SdkKind): CommittedSdk {
  return committedSdk(catalogsOf(kind));
}

function read(folder: string, key: string): ServerCatalog {
  return JSON.parse(readFileSync(path.join(folder, `${key}.json`), "utf8")) as ServerCatalog;
}

function withInferredOutputs(catalog: ServerCatalog): ServerCatalog {
  const outputs = INFERRED_OUTPUTS.get(catalog.server);
  const tools = catalog.tools.map((tool): JsonValue => {
    const name = isJsonObject(tool) ? tool["name"] : undefined;
    const outputSchema = typeof name === "string" ? outputs?.get(name) : undefined;
    return isJsonObject(tool) && outputSchema !== undefined ? { ...tool, outputSchema } : tool;
  });
  return { ...catalog, tools };
}
