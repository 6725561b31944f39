import { isJsonObject, type JsonObject, type JsonValue } from "../../json.ts";
import type { Evaluation } from "./evaluation.ts";
import { referenceTargets } from "./keywords/reference.ts";
import { isSchema, keyword, type Conjunction, type Schema } from "./schema.ts";
import { EVERY, only } from "./scalars.ts";
import { ANYTHING, intersectValues, isNothing, NOTHING, type Values } from "./values.ts";

/**
 * The defaults of properties that an input requires: servers that generate their schema list a property with a
 * default as required and still let it be left out. Properties that are optional anyway are left to the server.
 */
export function findDefaults(root: Conjunction, evaluation: Evaluation): JsonObject {
  const found: [string, JsonValue][] = [];
  for (const part of partsOf(root, evaluation)) {
    const properties = keyword(part, "properties");
    const required = keyword(part, "required");
    if (!isJsonObject(properties) || !Array.isArray(required)) continue;
    for (const name of new Set(required)) {
      if (typeof name !== "string" || !Object.hasOwn(properties, name)) continue;
      const schema = properties[name];
      const value = isSchema(schema) ? defaultOf(schema, evaluation) : undefined;
      if (value !== undefined && isSchema(schema) && fits(value, schema, evaluation)) {
        found.push([name, value]);
      }
    }
  }
  return Object.fromEntries(found);
}

/** The root and what it applies to every input. */
function partsOf(root: Conjunction, evaluation: Evaluation): JsonObject[] {
  const parts: JsonObject[] = [];
  const seen = new Set<Schema>();
  const queue: Schema[] = [...root];
  for (let schema = queue.pop(); schema !== undefined; schema = queue.pop()) {
    if (!isJsonObject(schema) || seen.has(schema)) continue;
    seen.add(schema);
    parts.push(schema);
    const all = keyword(schema, "allOf");
    if (Array.isArray(all)) queue.push(...all.filter(isSchema));
    if (Object.hasOwn(schema, "$ref")) queue.push(...referenceTargets(schema, evaluation));
  }
  return parts;
}

function defaultOf(schema: Schema, evaluation: Evaluation): JsonValue | undefined {
  let target = schema;
  for (let hops = 0; isJsonObject(target) && hops < 8; hops += 1) {
    const own = keyword(target, "default");
    if (own !== undefined) return own;
    const [next] = Object.hasOwn(target, "$ref") ? referenceTargets(target, evaluation) : [];
    if (next === undefined) return undefined;
    target = next;
  }
  return undefined;
}

/** Whether a default is of a kind its schema accepts: one that is not would be refused when it is sent. */
function fits(value: JsonValue, schema: Schema, evaluation: Evaluation): boolean {
  const accepted = evaluation.evaluate(schema);
  return !isNothing(intersectValues(accepted, setOf(value), evaluation));
}

function setOf(value: JsonValue): Values {
  if (value === null) return { ...NOTHING, null: true };
  if (Array.isArray(value)) return { ...NOTHING, array: ANYTHING.array };
  switch (typeof value) {
    case "boolean":
      return { ...NOTHING, boolean: only([value]) };
    case "number":
      return { ...NOTHING, number: Number.isFinite(value) ? only([value]) : EVERY };
    case "string":
      return { ...NOTHING, string: only([value]) };
    default:
      return { ...NOTHING, object: ANYTHING.object };
  }
}
