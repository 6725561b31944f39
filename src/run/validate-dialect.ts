import type { SchemaDraft, Schema as ValidatorSchema } from "@cfworker/json-schema";
import { canonicalJson, isJsonObject, type JsonObject, type JsonValue } from "../json.ts";
import {
  detectDialect,
  hasKeyword,
  refReplacesSiblings,
  type Dialect,
} from "../model/schema/dialect.ts";

export interface ValidatableSchema {
  schema: ValidatorSchema | boolean;
  draft: SchemaDraft;
}

/**
 * A server's schema as the validator reads it: it applies every keyword in every draft, knows no `nullable` and no
 * `$dynamicRef`, and takes a boolean for a number. Made so that it says what the compiler of types says; the schema that
 * is committed stays as it came.
 *
 * @param schema any JSON
 * @returns a reason, when what it means cannot be told to the validator: it should pass everything then
 * @throws RangeError when it is deeper than the stack
 */
export function adaptSchema(schema: JsonValue): ValidatableSchema | { unusable: string } {
  if (!isJsonObject(schema)) return { schema: schema !== false, draft: "2020-12" };
  const dialect = detectDialect(schema);
  if (dialect === null) return { unusable: "its `$schema` names no draft that is known" };
  const survey = surveyReferences(schema, dialect);
  if (survey.hasDynamic && !survey.isStatic) {
    return { unusable: "what its dynamic references mean is decided while validating" };
  }
  const adapted = adapt(schema, dialect);
  return { schema: adapted as ValidatorSchema, draft: draftName(dialect) };
}

function draftName({ draft }: Dialect): SchemaDraft {
  if (draft === 4) return "4";
  if (draft <= 7) return "7";
  return draft === 2019 ? "2019-09" : "2020-12";
}

const MAPS: ReadonlySet<string> = new Set([
  "$defs",
  "definitions",
  "dependencies",
  "dependentSchemas",
  "patternProperties",
  "properties",
]);

const LISTS: ReadonlySet<string> = new Set(["allOf", "anyOf", "oneOf", "prefixItems", "items"]);

/** Hold values, not schemas. */
const DATA: ReadonlySet<string> = new Set(["const", "default", "enum", "example", "examples"]);

interface Survey {
  /** Whether a reference is dynamic, as far as its name says. */
  hasDynamic: boolean;
  /** Whether it could mean one target only: the document is one resource, and no anchor stands twice in it. */
  isStatic: boolean;
}

function surveyReferences(root: JsonObject, dialect: Dialect): Survey {
  const anchors = new Set<JsonValue>();
  const survey: Survey = { hasDynamic: false, isStatic: true };
  const visit = (schema: JsonObject): void => {
    for (const name of ["$dynamicRef", "$recursiveRef"]) {
      survey.hasDynamic ||= Object.hasOwn(schema, name) && hasKeyword(dialect, name);
    }
    const { $dynamicAnchor: anchor, $anchor, $id } = schema;
    if (anchor !== undefined && (anchors.has(anchor) || $anchor !== undefined)) {
      survey.isStatic = false;
    }
    if (anchor !== undefined) anchors.add(anchor);
    if (schema !== root && $id !== undefined) survey.isStatic = false;
    for (const part of partsOf(schema)) visit(part);
  };
  visit(root);
  return survey;
}

function partsOf(schema: JsonObject): JsonObject[] {
  return Object.entries(schema).flatMap(([name, value]) => {
    if (DATA.has(name)) return [];
    if (Array.isArray(value)) return LISTS.has(name) ? value.filter(isJsonObject) : [];
    if (!isJsonObject(value)) return [];
    return MAPS.has(name) ? Object.values(value).filter(isJsonObject) : [value];
  });
}

/** Also what is no keyword is followed: a reference can point anywhere. */
function adapt(schema: JsonObject, dialect: Dialect): JsonObject {
  const entries: [string, JsonValue][] = [];
  const isReplaced = refReplacesSiblings(dialect) && Object.hasOwn(schema, "$ref");
  for (const [name, value] of Object.entries(schema)) {
    if (!hasKeyword(dialect, name) || isMalformed(name, value)) continue;
    // The validator takes either for an identifier, in every draft and wherever it stands.
    if (name === (dialect.draft === 4 ? "$id" : "id")) continue;
    if (isReplaced && (name === "$id" || name === "id")) continue;
    entries.push([name, adaptMember(name, value, dialect)]);
  }
  const adapted = Object.fromEntries(entries);
  adaptBounds(adapted, dialect);
  adaptNullable(adapted);
  adaptReferences(adapted);
  return adapted;
}

function adaptMember(name: string, value: JsonValue, dialect: Dialect): JsonValue {
  const part = (one: JsonValue): JsonValue => (isJsonObject(one) ? adapt(one, dialect) : one);
  if (DATA.has(name)) return value;
  if (Array.isArray(value)) return LISTS.has(name) ? value.map(part) : value;
  if (!isJsonObject(value)) return value;
  if (!MAPS.has(name)) return part(value);
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, part(member)]));
}

const TYPES: ReadonlySet<JsonValue> = new Set([
  "array",
  "boolean",
  "integer",
  "null",
  "number",
  "object",
  "string",
]);

/** What asserts nothing because it is not as its keyword has it, and the validator would refuse or fail for. */
function isMalformed(name: string, value: JsonValue): boolean {
  switch (name) {
    case "type": {
      const names = Array.isArray(value) ? value : [value];
      return names.length === 0 || names.some((one) => !TYPES.has(one));
    }
    case "allOf":
    case "anyOf":
    case "oneOf":
      return !Array.isArray(value) || value.length === 0;
    case "enum":
    case "prefixItems":
    case "required":
      return !Array.isArray(value);
    case "id":
    case "$id":
      return typeof value !== "string";
    default:
      return MAPS.has(name) && !isJsonObject(value);
  }
}

/** Booleans are draft 4's: where no draft is named they are taken at their word, elsewhere they say nothing. */
function adaptBounds(schema: JsonObject, dialect: Dialect): void {
  if (dialect.draft === 4) return;
  for (const [exclusive, inclusive] of [
    ["exclusiveMinimum", "minimum"],
    ["exclusiveMaximum", "maximum"],
  ] as const) {
    const value = schema[exclusive];
    if (value === undefined || typeof value === "number") continue;
    const limit = schema[inclusive];
    delete schema[exclusive];
    if (value === true && dialect.lenient && typeof limit === "number") schema[exclusive] = limit;
  }
}

/** OpenAPI's `nullable` adds `null` to `type`, and to the values listed beside it. */
function adaptNullable(schema: JsonObject): void {
  const { nullable, type, enum: list, const: constant } = schema;
  if (nullable !== true || type === undefined) return;
  schema["type"] = [...new Set([...(Array.isArray(type) ? type : [type]), "null"])];
  if (list === undefined && constant === undefined) return;
  const listed = Array.isArray(list) ? list : [constant as JsonValue];
  const both =
    constant === undefined
      ? listed
      : listed.filter((value) => canonicalJson(value) === canonicalJson(constant));
  delete schema["const"];
  schema["enum"] = [...both, null];
}

/** In one resource a dynamic reference is one like any other (see {@link surveyReferences}). */
function adaptReferences(schema: JsonObject): void {
  const { $dynamicAnchor: anchor } = schema;
  if (anchor !== undefined) schema["$anchor"] = anchor;
  for (const name of ["$dynamicRef", "$recursiveRef"]) {
    const reference = schema[name];
    if (reference === undefined) continue;
    delete schema[name];
    const { $ref, allOf } = schema;
    if ($ref === undefined) schema["$ref"] = reference;
    else schema["allOf"] = [...(Array.isArray(allOf) ? allOf : []), { $ref: reference }];
  }
}
