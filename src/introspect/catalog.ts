import type { JsonObject, JsonValue } from "../json.ts";

/** Protocol eras: `legacy` is 2024-10-07 to 2025-11-25, `modern` is 2026-07-28 and later. */
export type Era = "legacy" | "modern";

/**
 * What one server advertised, verbatim and sorted: committed as `catalog/<server>.json`, so that every later stage
 * can run from it alone. Nothing in it is trusted; entries of `tools` need not even be objects.
 */
export interface ServerCatalog {
  /** Version of this file's format. */
  catalogVersion: 1;
  /** The server's key in the configuration. */
  server: string;
  era: Era;
  protocolVersion: string;
  /** Only when it was reached over the HTTP transport of 2024-11-05. */
  transport?: "sse";
  serverInfo: JsonObject;
  capabilities: JsonObject;
  /** The server's own advice to models, as it sent it. */
  instructions: string | null;
  /** The entries of `tools/list` of all pages, sorted by name and then by canonical JSON. */
  tools: JsonValue[];
  /** The entries of `resources/list`, sorted by URI; absent where the server declares no resources. */
  resources?: JsonValue[];
  /** The entries of `resources/templates/list`, sorted by template; absent like `resources`. */
  resourceTemplates?: JsonValue[];
  /** The entries of `prompts/list`, sorted by name; absent where the server declares no prompts. */
  prompts?: JsonValue[];
}
