/** Any JSON value, as MCP messages, catalogs and locks are made of. */
export type JsonValue = null | boolean | number | string | JsonValue[] | JsonObject;

export interface JsonObject {
  [key: string]: JsonValue;
}

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * The value with the keys of every object in code-unit order: the same bytes on any machine and in any locale.
 * Iterative where depth is the server's to choose: callers cap depth before (see `introspect/limits.ts`).
 */
export function sortKeys(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (!isJsonObject(value)) return value;
  const sorted: JsonObject = {};
  for (const key of Object.keys(value).toSorted(compareCodeUnits)) {
    // defineProperty, because assigning to "__proto__" would set the prototype instead.
    Object.defineProperty(sorted, key, {
      value: sortKeys(value[key] as JsonValue),
      enumerable: true,
      writable: true,
      configurable: true,
    });
  }
  return sorted;
}

/** Canonical JSON text for hashing: sorted keys, no white space. */
export function canonicalJson(value: JsonValue): string {
  return JSON.stringify(sortKeys(value));
}

/** JSON as it is committed: sorted keys, two spaces, a final line feed. */
export function renderJsonFile(value: JsonValue): string {
  return `${JSON.stringify(sortKeys(value), null, 2)}\n`;
}

/** Orders strings by UTF-16 code unit: never by locale. */
export function compareCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
