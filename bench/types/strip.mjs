// The promise about inputs: every valid value is accepted once the properties are left out that the schema neither names
// nor explicitly opens. This leaves them out, place by place.
import { resolvePointer } from "./walk-schema.mjs";

/**
 * @param {any} value
 * @param {any} schema
 * @returns {any} `value` itself where nothing was left out
 */
export function withoutUnnamed(value, schema) {
  return strip(value, [schema], schema);
}

function strip(value, schemas, root) {
  if (typeof value !== "object" || value === null) return value;
  const here = inPlace(schemas, root);
  // A reference that is not understood here may name anything, and a listed value names its properties.
  if (here === null || here.some((node) => "const" in node || "enum" in node)) return value;
  if (Array.isArray(value)) {
    return value.reduce((items, item, index) => {
      const stripped = strip(item, here.flatMap(itemSchemas), root);
      return stripped === item ? items : items.with(index, stripped);
    }, value);
  }
  let kept = value;
  for (const [name, member] of Object.entries(value)) {
    const parts = here.flatMap((node) => propertySchemas(node, name));
    if (parts.length === 0) {
      const { [name]: _unnamed, ...rest } = kept;
      kept = rest;
    } else {
      const stripped = strip(member, parts, root);
      if (stripped !== member) kept = { ...kept, [name]: stripped };
    }
  }
  return kept;
}

const IN_PLACE = ["not", "if", "then", "else"];
const IN_PLACE_LISTS = ["allOf", "anyOf", "oneOf"];
const IN_PLACE_NAMED = ["dependentSchemas", "dependencies"];

/** All schemas that may say something of a value, or `null` where one cannot be found. */
function inPlace(schemas, root) {
  const found = new Set();
  const open = [...schemas];
  while (open.length > 0) {
    const node = open.pop();
    if (typeof node !== "object" || node === null || found.has(node)) continue;
    found.add(node);
    if ("$dynamicRef" in node) return null;
    if (typeof node.$ref === "string") {
      const target = resolvePointer(root, node.$ref);
      if (target === undefined) return null;
      open.push(target);
    }
    open.push(...IN_PLACE.map((keyword) => node[keyword]));
    open.push(...IN_PLACE_LISTS.flatMap((keyword) => node[keyword] ?? []));
    open.push(...IN_PLACE_NAMED.flatMap((keyword) => Object.values(node[keyword] ?? {})));
  }
  return [...found];
}

/** What a schema says of a property: nothing where it neither names nor opens it. */
function propertySchemas(node, name) {
  const { properties = {}, patternProperties = {}, required, propertyNames } = node;
  const found = [];
  if (Object.hasOwn(properties, name)) found.push(properties[name]);
  for (const [pattern, part] of Object.entries(patternProperties))
    if (new RegExp(pattern, "u").test(name)) found.push(part);
  for (const keyword of ["additionalProperties", "unevaluatedProperties"])
    if (keyword in node && node[keyword] !== false) found.push(node[keyword]);
  const isMentioned =
    (Array.isArray(required) && required.includes(name)) ||
    isMentionedIn(node.dependentRequired, name) ||
    isMentionedIn(node.dependencies, name) ||
    Object.hasOwn(node.dependentSchemas ?? {}, name) ||
    (propertyNames !== undefined && JSON.stringify(propertyNames).includes(JSON.stringify(name)));
  return isMentioned ? [...found, true] : found;
}

function isMentionedIn(dependencies, name) {
  return Object.entries(dependencies ?? {}).some(
    ([owner, needed]) => owner === name || (Array.isArray(needed) && needed.includes(name)),
  );
}

function itemSchemas(node) {
  return ["prefixItems", "items", "additionalItems", "contains", "unevaluatedItems"].flatMap(
    (keyword) => node[keyword] ?? [],
  );
}
