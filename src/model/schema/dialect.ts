import { isJsonObject } from "../../json.ts";
import type { Schema } from "./schema.ts";

/** A draft by its number or year; later ones compare greater. */
export type Draft = 4 | 6 | 7 | 2019 | 2020;

/**
 * What a schema's keywords mean. A keyword that its draft does not have asserts nothing (JSON Schema core, 6.5), and
 * leaving it out is always sound.
 */
export interface Dialect {
  draft: Draft;
  /** No `$schema`: 2020-12, as MCP says, but older spellings are understood too, because that is what people write. */
  lenient: boolean;
}

const DRAFTS = new Map<string, Draft>([
  ["json-schema.org/draft-04/schema", 4],
  ["json-schema.org/draft-06/schema", 6],
  ["json-schema.org/draft-07/schema", 7],
  ["json-schema.org/draft/2019-09/schema", 2019],
  ["json-schema.org/draft/2020-12/schema", 2020],
  // "The latest draft", as old generators wrote it: what they made is draft 7 at most.
  ["json-schema.org/schema", 7],
]);

/** First and last draft of each keyword that not all of them have. */
const LIFETIMES = new Map<string, [first: Draft, last: Draft]>([
  ["const", [6, 2020]],
  ["contains", [6, 2020]],
  ["propertyNames", [6, 2020]],
  ["if", [7, 2020]],
  // No keyword since 2019-09, yet every validator we know goes on applying it.
  ["dependencies", [4, 2020]],
  ["dependentRequired", [2019, 2020]],
  ["dependentSchemas", [2019, 2020]],
  ["additionalItems", [4, 2019]],
  ["prefixItems", [2020, 2020]],
  ["minContains", [2019, 2020]],
  ["maxContains", [2019, 2020]],
  ["unevaluatedProperties", [2019, 2020]],
  ["unevaluatedItems", [2019, 2020]],
  ["$anchor", [2019, 2020]],
  ["$recursiveRef", [2019, 2019]],
  ["$dynamicRef", [2020, 2020]],
]);

/** @returns the dialect that `$schema` names, or `null` for one we do not know: then nothing is known of the schema */
export function detectDialect(root: Schema): Dialect | null {
  const declared =
    isJsonObject(root) && Object.hasOwn(root, "$schema") ? root["$schema"] : undefined;
  if (typeof declared !== "string") return { draft: 2020, lenient: true };
  const draft = DRAFTS.get(declared.replace(/^https?:\/\//, "").replace(/#$/, ""));
  return draft === undefined ? null : { draft, lenient: false };
}

/** Whether a keyword asserts anything in this dialect. */
export function hasKeyword(dialect: Dialect, keyword: string): boolean {
  if (dialect.lenient) return true;
  const lifetime = LIFETIMES.get(keyword);
  return lifetime === undefined || (dialect.draft >= lifetime[0] && dialect.draft <= lifetime[1]);
}

/** Up to draft 7, whatever stands beside `$ref` is ignored. */
export function refReplacesSiblings(dialect: Dialect): boolean {
  return dialect.draft <= 7;
}
