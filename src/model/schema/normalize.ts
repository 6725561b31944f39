import { compareCodeUnits, isJsonObject, type JsonObject, type JsonValue } from "../../json.ts";
import type { Schema } from "./schema.ts";

/**
 * Deepest JSON that is looked at. Types are capped far above it; this keeps everything that walks a schema by
 * recursion within any stack.
 */
const MAX_DEPTH = 512;
/** Objects and arrays of one schema that are looked at. */
const MAX_NODES = 100_000;

/**
 * Stands, by identity, for what was cut off. Nothing is known of a schema or a value that has it as a part.
 */
export const PRUNED: JsonObject = Object.freeze({});

/**
 * A copy of the schema with sorted keys, so that a catalog reads the same whatever order its keys come in, and with
 * what is too deep or too much cut off.
 */
export function normalizeSchema(schema: Schema): { root: Schema; pruned: boolean } {
  let pruned = false;
  let nodes = 0;
  const copy = (value: JsonValue, depth: number): JsonValue => {
    if (typeof value !== "object" || value === null) return value;
    nodes += 1;
    if (depth > MAX_DEPTH || nodes > MAX_NODES) {
      pruned = true;
      return PRUNED;
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

/** Whether a part of this schema itself, not of one within it, was cut off. */
export function isPruned(schema: JsonObject): boolean {
  return schema === PRUNED || Object.values(schema).includes(PRUNED);
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
