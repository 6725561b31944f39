// What of a schema TypeScript can express at all, for judging generated values.
import { mapSchemas, resolvePointer } from "./walk-schema.mjs";

const INEXPRESSIBLE = new Set([
  "contentEncoding",
  "contentMediaType",
  "contentSchema",
  "exclusiveMaximum",
  "exclusiveMinimum",
  "format",
  "maxItems",
  "maxLength",
  "maxProperties",
  "maximum",
  "minItems",
  "minLength",
  "minProperties",
  "minimum",
  "multipleOf",
  "pattern",
  "uniqueItems",
]);

/** Without regular expressions of values. */
export function withoutPatterns(schema) {
  return mapSchemas(schema, ({ pattern: _pattern, ...rest }) => rest);
}

/**
 * Without ranges, lengths, counts, patterns and formats; integers are numbers, `oneOf` is `anyOf`. In an input, what has a
 * default is not required: the bridge sends it.
 *
 * @param {any} schema
 * @param {"input" | "output"} role
 */
export function relax(schema, role) {
  return mapSchemas(schema, (node) => {
    const kept = Object.fromEntries(
      Object.entries(node).filter(([keyword]) => !INEXPRESSIBLE.has(keyword)),
    );
    if ("type" in kept) kept.type = withoutIntegers(kept.type);
    if (role === "input" && Array.isArray(kept.required)) {
      kept.required = kept.required.filter((name) => !hasDefault(schema, kept.properties, name));
    }
    if (Array.isArray(kept.oneOf)) {
      const { oneOf, ...rest } = kept;
      return "anyOf" in rest ? { allOf: [{ anyOf: oneOf }], ...rest } : { ...rest, anyOf: oneOf };
    }
    return kept;
  });
}

function withoutIntegers(type) {
  if (!Array.isArray(type)) return type === "integer" ? "number" : type;
  return [...new Set(type.map((one) => (one === "integer" ? "number" : one)))];
}

function hasDefault(root, properties, name) {
  const property =
    properties !== undefined && Object.hasOwn(properties, name) ? properties[name] : undefined;
  if (typeof property !== "object" || property === null) return false;
  if ("default" in property) return true;
  const target =
    typeof property.$ref === "string" ? resolvePointer(root, property.$ref) : undefined;
  return typeof target === "object" && target !== null && "default" in target;
}
