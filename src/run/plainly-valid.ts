import { isJsonObject, type JsonObject, type JsonValue } from "../json.ts";

/**
 * A schema whose every keyword is one of a few that cost no more than a look at the value: no patterns, no references, no
 * formats, nothing that takes a value apart twice.
 */
interface PlainSchema {
  /** Names of types; `integer` is one. `null`: any. */
  types: ReadonlySet<string> | null;
  /** Of `enum` and `const`: primitive values only. `null`: any. */
  values: ReadonlySet<JsonValue> | null;
  required: readonly string[];
  properties: ReadonlyMap<string, Plain>;
  /** What a property must be that `properties` does not name. */
  others: Plain;
  items: Plain;
  anyOf: readonly Plain[];
  /** What a number must be, one after the other. */
  bounds: readonly ((value: number) => boolean)[];
  minItems: number;
  maxItems: number;
  /** In characters. */
  minLength: number;
  maxLength: number;
}

type Plain = PlainSchema | boolean;

/** Decides quickly, for one schema, that a value is valid. */
export interface PlainCheck {
  /** `false`: it is not valid, or that cannot be told here. */
  (value: JsonValue): boolean;
}

/** Schemas larger or deeper than this are not plain: they come from servers. */
const MAX_NODES = 2000;
const MAX_DEPTH = 32;

/** How many parts of a value are looked at before the rest is left to others: about a millisecond. */
const MAX_STEPS = 20_000;

/** Say nothing about a value. `format` is an annotation: see validate-worker.ts. */
const ANNOTATIONS: ReadonlySet<string> = new Set([
  "$schema",
  "$comment",
  "title",
  "description",
  "default",
  "examples",
  "deprecated",
  "readOnly",
  "writeOnly",
  "format",
]);

/** In the same spelling and with the same meaning in every draft that servers use. */
const KEYWORDS: ReadonlySet<string> = new Set([
  "type",
  "enum",
  "const",
  "required",
  "properties",
  "additionalProperties",
  "items",
  "anyOf",
  "minimum",
  "maximum",
  "exclusiveMinimum",
  "exclusiveMaximum",
  "minItems",
  "maxItems",
  "minLength",
  "maxLength",
]);

/**
 * Most schemas of tools are so simple, and most values valid, that asking the validator's thread costs many times what
 * the answer does. What this accepts, the validator accepts (test/run/plainly-valid.test.ts); of everything else, it
 * alone says what is wrong. The work is bounded by {@link MAX_STEPS}, whatever the server sent.
 *
 * @param schema of a server
 * @returns `null` when the schema has a keyword that is not known here
 */
export function createPlainCheck(schema: JsonValue): PlainCheck | null {
  const reading = { nodes: 0 };
  const plain = readPlain(schema, 0, reading);
  if (plain === null) return null;
  return (value) => matches(plain, value, { steps: 0 });
}

function readPlain(schema: JsonValue, depth: number, reading: { nodes: number }): Plain | null {
  reading.nodes += 1;
  if (depth > MAX_DEPTH || reading.nodes > MAX_NODES) return null;
  if (typeof schema === "boolean") return schema;
  if (!isJsonObject(schema)) return null;
  for (const keyword of Object.keys(schema)) {
    if (!KEYWORDS.has(keyword) && !ANNOTATIONS.has(keyword)) return null;
  }
  const read = (child: JsonValue): Plain | null => readPlain(child, depth + 1, reading);
  const types = readTypes(schema["type"]);
  const values = readValues(schema);
  const required = readNames(schema["required"]);
  const properties = readProperties(schema["properties"], read);
  const others = read(schema["additionalProperties"] ?? true);
  const items = read(schema["items"] ?? true);
  const anyOf = readList(schema["anyOf"], read);
  const bounds = readBounds(schema);
  const minItems = readNumber(schema["minItems"], 0);
  const maxItems = readNumber(schema["maxItems"], Infinity);
  const minLength = readNumber(schema["minLength"], 0);
  const maxLength = readNumber(schema["maxLength"], Infinity);
  if (
    types === undefined ||
    values === undefined ||
    required === null ||
    properties === null ||
    others === null ||
    items === null ||
    anyOf === null ||
    bounds === null ||
    minItems === null ||
    maxItems === null ||
    minLength === null ||
    maxLength === null
  ) {
    return null;
  }
  const members = { required, properties, others };
  return {
    types,
    values,
    anyOf,
    bounds,
    items,
    minItems,
    maxItems,
    minLength,
    maxLength,
    ...members,
  };
}

/** `undefined`: not as a schema has it. */
function readTypes(type: JsonValue | undefined): ReadonlySet<string> | null | undefined {
  if (type === undefined) return null;
  const names = Array.isArray(type) ? type : [type];
  return names.every((name) => typeof name === "string") ? new Set(names) : undefined;
}

/** `undefined`: not primitive. */
function readValues({ enum: list, const: one }: JsonObject): PlainSchema["values"] | undefined {
  if (list === undefined && one === undefined) return null;
  if (list !== undefined && one !== undefined) return undefined;
  const values = list === undefined ? [one as JsonValue] : list;
  if (!Array.isArray(values)) return undefined;
  return values.some((value) => typeof value === "object" && value !== null)
    ? undefined
    : new Set(values);
}

function readNames(names: JsonValue | undefined): string[] | null {
  if (names === undefined) return [];
  if (!Array.isArray(names)) return null;
  return names.every((name) => typeof name === "string") ? names : null;
}

function readProperties(
  properties: JsonValue | undefined,
  read: (schema: JsonValue) => Plain | null,
): Map<string, Plain> | null {
  const known = new Map<string, Plain>();
  if (properties === undefined) return known;
  if (!isJsonObject(properties)) return null;
  for (const [name, schema] of Object.entries(properties)) {
    const plain = read(schema);
    if (plain === null) return null;
    known.set(name, plain);
  }
  return known;
}

function readList(
  schemas: JsonValue | undefined,
  read: (schema: JsonValue) => Plain | null,
): Plain[] | null {
  if (schemas === undefined) return [];
  if (!Array.isArray(schemas) || schemas.length === 0) return null;
  const plain = schemas.map(read);
  return plain.every((one) => one !== null) ? plain : null;
}

/** Draft 4 has `exclusiveMinimum: true`: not a number, so not plain. */
function readBounds(schema: JsonObject): PlainSchema["bounds"] | null {
  const bounds: ((value: number) => boolean)[] = [];
  for (const [keyword, holds] of BOUNDS) {
    const limit = schema[keyword];
    if (limit === undefined) continue;
    if (typeof limit !== "number") return null;
    bounds.push((value) => holds(value, limit));
  }
  return bounds;
}

const BOUNDS: readonly (readonly [string, (value: number, limit: number) => boolean])[] = [
  ["minimum", (value, limit) => value >= limit],
  ["maximum", (value, limit) => value <= limit],
  ["exclusiveMinimum", (value, limit) => value > limit],
  ["exclusiveMaximum", (value, limit) => value < limit],
];

function readNumber(limit: JsonValue | undefined, otherwise: number): number | null {
  if (limit === undefined) return otherwise;
  return typeof limit === "number" ? limit : null;
}

function matches(schema: Plain, value: JsonValue, work: { steps: number }): boolean {
  work.steps += 1;
  if (work.steps > MAX_STEPS) return false;
  if (typeof schema === "boolean") return schema;
  const { types, values, anyOf } = schema;
  if (types !== null && !hasType(types, value)) return false;
  if (values !== null && !values.has(value)) return false;
  if (anyOf.length > 0 && !anyOf.some((one) => matches(one, value, work))) return false;
  // What JSON has no number for becomes another value on its way.
  if (typeof value === "number") {
    return Number.isFinite(value) && schema.bounds.every((holds) => holds(value));
  }
  if (typeof value === "string") return hasLength(schema, value);
  if (typeof value !== "object" || value === null) return true;
  return Array.isArray(value)
    ? matchesItems(schema, value, work)
    : matchesMembers(schema, value, work);
}

function hasType(types: ReadonlySet<string>, value: JsonValue): boolean {
  if (value === null) return types.has("null");
  if (Array.isArray(value)) return types.has("array");
  return types.has(typeof value) || (types.has("integer") && Number.isInteger(value));
}

/** Characters are counted by none: each has one or two code units. */
function hasLength({ minLength, maxLength }: PlainSchema, value: string): boolean {
  return Math.ceil(value.length / 2) >= minLength && value.length <= maxLength;
}

function matchesItems(
  { items, minItems, maxItems }: PlainSchema,
  value: readonly JsonValue[],
  work: { steps: number },
): boolean {
  if (value.length < minItems || value.length > maxItems) return false;
  return items === true || value.every((item) => matches(items, item, work));
}

function matchesMembers(
  { required, properties, others }: PlainSchema,
  value: JsonObject,
  work: { steps: number },
): boolean {
  work.steps += required.length;
  if (work.steps > MAX_STEPS) return false;
  if (!required.every((name) => Object.hasOwn(value, name))) return false;
  for (const name of Object.keys(value)) {
    // Validators differ in what they make of it.
    if (name === "__proto__") return false;
    if (!matches(properties.get(name) ?? others, value[name] as JsonValue, work)) return false;
  }
  return true;
}
