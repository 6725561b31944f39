import {
  compareCodeUnits,
  defineOwn,
  isJsonObject,
  type JsonObject,
  type JsonValue,
} from "../../json.ts";
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
 * The schema with sorted keys, so that a catalog reads the same whatever order its keys come in, and with what is too
 * deep or too much cut off. Parts that are so already are not copied.
 */
export function normalizeSchema(schema: Schema): {
  root: Schema;
  pruned: boolean;
  /** Whether any key is `unevaluatedProperties` or `unevaluatedItems`. */
  hasUnevaluated: boolean;
} {
  let pruned = false;
  let hasUnevaluated = false;
  let nodes = 0;
  const normalize = (value: JsonValue, depth: number): JsonValue => {
    if (typeof value !== "object" || value === null) return value;
    nodes += 1;
    if (depth > MAX_DEPTH || nodes > MAX_NODES) {
      pruned = true;
      return PRUNED;
    }
    if (Array.isArray(value)) {
      const items = value.map((item) => normalize(item, depth + 1));
      return items.some((item, index) => item !== value[index]) ? items : value;
    }
    const keys = Object.keys(value);
    hasUnevaluated ||= keys.some((key) => key.startsWith("unevaluated"));
    const isSorted = keys.every((key, index) => index === 0 || (keys[index - 1] as string) < key);
    if (!isSorted) keys.sort(compareCodeUnits);
    const members = keys.map((key) => normalize(value[key] as JsonValue, depth + 1));
    const isSame = isSorted && keys.every((key, index) => value[key] === members[index]);
    return isSame ? value : objectOf(keys, members);
  };
  const root = normalize(schema, 0);
  return { root: isJsonObject(root) ? root : root === true, pruned, hasUnevaluated };
}

/** Whether a part of this schema itself, not of one within it, was cut off. */
export function isPruned(schema: JsonObject): boolean {
  return schema === PRUNED || Object.values(schema).includes(PRUNED);
}

function objectOf(keys: readonly string[], members: readonly JsonValue[]): JsonObject {
  const object: JsonObject = {};
  for (const [index, key] of keys.entries()) {
    const value = members[index] as JsonValue;
    if (key === "__proto__") defineOwn(object, key, value);
    else object[key] = value;
  }
  return object;
}
