import { compareCodeUnits, isJsonObject, type JsonObject, type JsonValue } from "../../json.ts";
import type { Schema } from "./schema.ts";

/**
 * Deepest JSON that is looked at. Types are capped far above it; this keeps everything that walks a schema by
 * recursion within any stack.
 */
const MAX_DEPTH = 512;

/**
 * A copy of the schema with sorted keys, so that a catalog reads the same whatever order its keys come in, and cut
 * off below 512 levels: what was deeper accepts everything.
 */
export function normalizeSchema(schema: Schema): { root: Schema; pruned: boolean } {
  let pruned = false;
  const copy = (value: JsonValue, depth: number): JsonValue => {
    if (typeof value !== "object" || value === null) return value;
    if (depth > MAX_DEPTH) {
      pruned = true;
      return true;
    }
    if (Array.isArray(value)) return value.map((item) => copy(item, depth + 1));
    const sorted: JsonObject = {};
    for (const key of Object.keys(value).sort(compareCodeUnits)) {
      const member = copy(value[key] as JsonValue, depth + 1);
      if (key === "__proto__") defineOwn(sorted, key, member);
      else sorted[key] = member;
    }
    return sorted;
  };
  const root = copy(schema, 0);
  return { root: isJsonObject(root) ? root : root === true, pruned };
}

/** Assigning to `__proto__` would set the prototype instead. */
function defineOwn(target: JsonObject, key: string, value: JsonValue): void {
  Object.defineProperty(target, key, {
    value,
    enumerable: true,
    writable: true,
    configurable: true,
  });
}
