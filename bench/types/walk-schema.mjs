// Where schemas stand in a schema: a property may be called `pattern`, a keyword is where the draft puts it.

const ONE = new Set([
  "additionalItems",
  "additionalProperties",
  "contains",
  "contentSchema",
  "else",
  "if",
  "items",
  "not",
  "propertyNames",
  "then",
  "unevaluatedItems",
  "unevaluatedProperties",
]);
const MANY = new Set(["allOf", "anyOf", "items", "oneOf", "prefixItems"]);
const NAMED = new Set([
  "$defs",
  "definitions",
  "dependencies",
  "dependentSchemas",
  "patternProperties",
  "properties",
]);

/**
 * A copy of a schema in which every schema was replaced, innermost first. What stands at a pointer stays there.
 *
 * @param {any} schema
 * @param {(schema: Record<string, any>) => any} replace
 */
export function mapSchemas(schema, replace) {
  if (typeof schema !== "object" || schema === null || Array.isArray(schema)) return schema;
  const inner = (value) => mapSchemas(value, replace);
  const copy = Object.entries(schema).map(([keyword, value]) => {
    if (MANY.has(keyword) && Array.isArray(value)) return [keyword, value.map(inner)];
    if (ONE.has(keyword)) return [keyword, inner(value)];
    if (NAMED.has(keyword) && typeof value === "object" && value !== null) {
      return [
        keyword,
        Object.fromEntries(Object.entries(value).map(([name, part]) => [name, inner(part)])),
      ];
    }
    return [keyword, value];
  });
  return replace(Object.fromEntries(copy));
}

/**
 * What a local reference points at.
 *
 * @param {any} root
 * @param {string} reference `#/$defs/Node`
 * @returns {any} `undefined` where it points nowhere
 */
export function resolvePointer(root, reference) {
  if (!reference.startsWith("#")) return undefined;
  let node = root;
  for (const part of reference.slice(1).split("/").slice(1)) {
    const key = decodeURIComponent(part).replaceAll("~1", "/").replaceAll("~0", "~");
    if (typeof node !== "object" || node === null || !Object.hasOwn(node, key)) return undefined;
    node = node[key];
  }
  return node;
}
