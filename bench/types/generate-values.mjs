// Values for a schema, in three styles. Whether they are valid is for the judge to say.
import { samplePattern } from "./sample-pattern.mjs";
import { resolvePointer } from "./walk-schema.mjs";

/**
 * - `required`: no more than it has to have
 * - `all`: every property, the first alternative of everything
 * - `other`: every property, the last alternative, longer arrays, and members that an object explicitly opens
 *
 * @typedef {"required" | "all" | "other"} Style
 */
export const STYLES = ["required", "all", "other"];

const MAX_DEPTH = 12;
/** From here on only what is required, so that recursive schemas end. */
const FULL_DEPTH = 5;

/**
 * @param {any} root
 * @param {Style} style
 */
export function generateValue(root, style) {
  return generate(root, { root, style, depth: 0 });
}

function generate(schema, context) {
  if (typeof schema !== "object" || schema === null) return "anything";
  const { root, style, depth } = context;
  if (depth > MAX_DEPTH) return null;
  const deeper = { ...context, depth: depth + 1 };
  const merged = mergeInPlace(schema, root, style, 0);
  if (Object.hasOwn(merged, "const")) return merged.const;
  if (Array.isArray(merged.enum) && merged.enum.length > 0) return pick(merged.enum, style);
  switch (kindOf(merged, style)) {
    case "object":
      return generateObject(merged, deeper);
    case "array":
      return generateArray(merged, deeper);
    case "integer":
    case "number":
      return generateNumber(merged);
    case "boolean":
      return style !== "other";
    case "null":
      return null;
    default:
      return generateString(merged);
  }
}

/** `$ref`, `allOf` and one alternative of `anyOf` and `oneOf` in one schema, properties joined. */
function mergeInPlace(schema, root, style, steps) {
  if (typeof schema !== "object" || schema === null || steps > 20) return {};
  const { $ref, allOf, anyOf, oneOf, ...own } = schema;
  const parts = [];
  if (typeof $ref === "string") parts.push(resolvePointer(root, $ref));
  if (Array.isArray(allOf)) parts.push(...allOf);
  for (const choice of [anyOf, oneOf])
    if (Array.isArray(choice) && choice.length > 0) parts.push(pick(choice, style));
  return parts
    .map((part) => mergeInPlace(part, root, style, steps + 1))
    .reduce(
      (all, part) => ({
        ...all,
        ...part,
        properties: { ...all.properties, ...part.properties },
        required: [...(all.required ?? []), ...(part.required ?? [])],
      }),
      own,
    );
}

function pick(choices, style) {
  return choices.at(style === "other" ? -1 : 0);
}

function kindOf(schema, style) {
  const { type } = schema;
  if (Array.isArray(type) && type.length > 0) return pick(type, style);
  if (typeof type === "string") return type;
  const hasProperties =
    Object.keys(schema.properties ?? {}).length > 0 || (schema.required ?? []).length > 0;
  if (hasProperties || "additionalProperties" in schema) return "object";
  if ("items" in schema || "prefixItems" in schema) return "array";
  return "minimum" in schema || "maximum" in schema ? "number" : "string";
}

function generateObject(schema, context) {
  const { style, depth } = context;
  const properties = schema.properties ?? {};
  const required = Array.isArray(schema.required) ? schema.required : [];
  const optional = style === "required" || depth > FULL_DEPTH ? [] : Object.keys(properties);
  const value = {};
  for (const name of new Set([...required, ...optional])) {
    const property = Object.hasOwn(properties, name) ? properties[name] : true;
    if (property === false) continue;
    Object.defineProperty(value, name, {
      value: generate(property, context),
      enumerable: true,
      configurable: true,
      writable: true,
    });
  }
  const others = schema.additionalProperties;
  if (style === "other" && typeof others === "object" && others !== null)
    value.another = generate(others, context);
  return value;
}

function generateArray(schema, context) {
  const tuple = schema.prefixItems ?? (Array.isArray(schema.items) ? schema.items : []);
  const items = Array.isArray(schema.items) ? schema.additionalItems : schema.items;
  const wanted =
    context.style === "required" || context.depth > FULL_DEPTH
      ? 0
      : context.style === "all"
        ? 1
        : 2;
  const most = Math.min(schema.maxItems ?? 20, items === false ? tuple.length : 20);
  const length = Math.min(Math.max(wanted, tuple.length, schema.minItems ?? 0), most);
  return Array.from({ length }, (_, index) => {
    const item = generate(tuple[index] ?? items ?? true, context);
    return schema.uniqueItems === true && index > 0 && typeof item === "string"
      ? `${item}${index}`
      : item;
  });
}

function generateNumber(schema) {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = schema;
  const step = typeof multipleOf === "number" && multipleOf > 0 ? multipleOf : 1;
  const low = Math.max(
    minimum ?? -Infinity,
    typeof exclusiveMinimum === "number" ? exclusiveMinimum + step : -Infinity,
  );
  const high = Math.min(
    maximum ?? Infinity,
    typeof exclusiveMaximum === "number" ? exclusiveMaximum - step : Infinity,
  );
  if (low <= step && step <= high) return step;
  return Number.isFinite(low) ? Math.ceil(low / step) * step : Math.floor(high / step) * step;
}

function generateString({ pattern, minLength = 0, maxLength = 100 }) {
  const sample = typeof pattern === "string" ? samplePattern(pattern) : null;
  if (sample !== null && sample.length >= minLength) return sample;
  return "text".padEnd(Math.min(minLength, 5000), "x").slice(0, maxLength);
}
