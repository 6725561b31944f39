import { isJsonObject, type JsonValue } from "../json.ts";

/** One argument that is sent as a header too. */
export interface ParamHeader {
  /** Keys from the arguments down. */
  path: readonly string[];
  /** Of the header `Mcp-Param-<name>`. */
  name: string;
}

const KEYWORD = "x-mcp-header";
/** RFC 9110, section 5.6.2. */
const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,200}$/;
const TYPES: ReadonlySet<unknown> = new Set(["string", "integer", "boolean"]);
/** Of one tool: more would be too much for any server's own limit of headers. */
const MAX_HEADERS = 64;

/** Keywords whose value is a schema, or a list of them, or (the second) an object of them; all but `properties`. */
const SUBSCHEMAS = [
  "items",
  "prefixItems",
  "contains",
  "additionalProperties",
  "unevaluatedProperties",
  "unevaluatedItems",
  "propertyNames",
  "oneOf",
  "anyOf",
  "allOf",
  "not",
  "if",
  "then",
  "else",
];
const SUBSCHEMA_OBJECTS = ["patternProperties", "dependentSchemas", "$defs", "definitions"];

interface Place {
  schema: JsonValue;
  /** `null`: not reached by `properties` alone. */
  path: readonly string[] | null;
}

/**
 * The headers that an input schema declares, or what is wrong with them (specification 2026-07-28, "Schema Extension"): a
 * declaration stands on a property that is reached by `properties` alone, of type string, integer or boolean, and its
 * name is a header's, unlike the others in more than upper and lower case. Never recurses.
 */
export function scanParamHeaders(
  inputSchema: JsonValue,
): { ok: true; headers: ParamHeader[] } | { ok: false; problem: string } {
  const headers: ParamHeader[] = [];
  const names = new Set<string>();
  const pending: Place[] = [{ schema: inputSchema, path: [] }];
  for (let place = pending.pop(); place !== undefined; place = pending.pop()) {
    const { schema, path } = place;
    if (!isJsonObject(schema)) continue;
    if (Object.hasOwn(schema, KEYWORD)) {
      const name = schema[KEYWORD];
      const where = path === null || path.length === 0 ? null : path;
      const problem = problemOf(name, where, schema["type"], names);
      if (problem !== null) return { ok: false, problem };
      headers.push({ path: where as readonly string[], name: name as string });
      if (headers.length > MAX_HEADERS) {
        return { ok: false, problem: `it wants more than ${MAX_HEADERS} arguments in headers` };
      }
    }
    pending.push(...placesIn(schema, path));
  }
  return { ok: true, headers };
}

function problemOf(
  name: JsonValue | undefined,
  path: readonly string[] | null,
  type: JsonValue | undefined,
  names: Set<string>,
): string | null {
  if (path === null) return `\`${KEYWORD}\` stands where no single argument is meant`;
  const at = `\`${KEYWORD}\` of the argument \`${path.join(".")}\``;
  if (typeof name !== "string" || !TOKEN.test(name)) return `${at} is not the name of a header`;
  if (!TYPES.has(type)) return `${at} is on a value that is no string, integer or boolean`;
  const lower = name.toLowerCase();
  if (names.has(lower)) return `${at} is the name of another argument's header`;
  names.add(lower);
  return null;
}

function placesIn(schema: Record<string, JsonValue>, path: readonly string[] | null): Place[] {
  const { properties } = schema;
  const inner = isJsonObject(properties)
    ? Object.entries(properties).map(([key, value]) => ({
        schema: value,
        path: path === null ? null : [...path, key],
      }))
    : [];
  const others = [
    ...SUBSCHEMAS.map((keyword) => schema[keyword]),
    ...SUBSCHEMA_OBJECTS.flatMap((keyword) => {
      const value = schema[keyword];
      return isJsonObject(value) ? Object.values(value) : [];
    }),
  ].flatMap((value) => (Array.isArray(value) ? value : [value ?? null]));
  return [...inner, ...others.map((value) => ({ schema: value, path: null }))];
}

/** The headers of one call. An argument that is not given, or not of a plain value, has none. */
export function paramHeaders(
  declared: readonly ParamHeader[],
  input: JsonValue,
): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const { path, name } of declared) {
    const text = headerText(valueAt(input, path));
    if (text !== null) headers[`Mcp-Param-${name}`] = encode(text);
  }
  return headers;
}

function valueAt(input: JsonValue, path: readonly string[]): JsonValue {
  let value = input;
  for (const key of path) {
    if (!isJsonObject(value) || !Object.hasOwn(value, key)) return null;
    value = value[key] ?? null;
  }
  return value;
}

function headerText(value: JsonValue): string | null {
  if (typeof value === "string") return value;
  if (typeof value === "boolean") return String(value);
  return typeof value === "number" && Number.isSafeInteger(value) ? String(value) : null;
}

/** As it is where a header can hold it exactly; otherwise `=?base64?...?=` of its UTF-8. */
function encode(text: string): string {
  const isPlain = /^[\t\x20-\x7e]+$/.test(text) && text === text.trim();
  if (isPlain && !(text.startsWith("=?base64?") && text.endsWith("?="))) return text;
  return `=?base64?${Buffer.from(text, "utf8").toString("base64")}?=`;
}
