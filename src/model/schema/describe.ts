import { isJsonObject, type JsonObject, type JsonValue } from "../../json.ts";
import { NO_DOC, safeLine, safeText, sameLetters } from "../docs.ts";
import { leaveOutSaid } from "../said-once.ts";
import type { Doc, DocTag } from "../types.ts";
import type { Evaluation } from "./evaluation.ts";
import { finiteStrings } from "./finite-strings.ts";
import { referenceTargets } from "./keywords/reference.ts";
import { readPattern } from "./patterns.ts";
import { isSchema, keyword, onlyAnnotates, type Conjunction, type Schema } from "./schema.ts";

/** What limits a value beyond its type, in the order it is shown. */
const CONSTRAINTS = [
  "format",
  "pattern",
  "minLength",
  "maxLength",
  "minimum",
  "exclusiveMinimum",
  "maximum",
  "exclusiveMaximum",
  "multipleOf",
  "minItems",
  "maxItems",
  "uniqueItems",
  "contains",
  "minContains",
  "maxContains",
  "minProperties",
  "maxProperties",
  "propertyNames",
  "patternProperties",
  "contentEncoding",
  "contentMediaType",
];

const RANKS = new Map(CONSTRAINTS.map((name, index) => [name, index]));

function inOrder(names: string[]): string[] {
  return names.sort((a, b) => (RANKS.get(a) ?? 0) - (RANKS.get(b) ?? 0));
}

const MAX_EXAMPLES = 3;
/** How far documentation is followed through references and combinations. */
const MAX_DEPTH = 4;

/**
 * The documentation of what these schemas describe: their descriptions and constraints, each said once.
 *
 * @param name what the described thing is called; a title that only repeats it is left out
 */
export function describeSchemas(schemas: Conjunction, name: string, evaluation: Evaluation): Doc {
  const texts = new Set<string>();
  const tags = new Map<string, DocTag>();
  for (const schema of schemas) collect(schema, name, evaluation, texts, tags, 0);
  if (texts.size === 0 && tags.size === 0) return NO_DOC;
  const text = safeText([...texts].join("\n\n"));
  return { text, tags: leaveOutSaid([...tags.values()], text) };
}

function collect(
  schema: Schema,
  name: string,
  evaluation: Evaluation,
  texts: Set<string>,
  tags: Map<string, DocTag>,
  depth: number,
): void {
  if (!isJsonObject(schema) || depth > MAX_DEPTH) return;
  const before = texts.size;
  const text = ownText(schema, name);
  if (text !== null) texts.add(text);
  for (const tag of ownTags(schema)) {
    // What stands outside is nearer to the reader than what is referred to.
    if (tag.name === "example" || !tags.has(tag.name)) tags.set(tagKey(tag), tag);
  }
  for (const part of partsToo(schema, evaluation)) {
    // Its own words make those of what it refers to superfluous.
    const theirs = texts.size > before ? new Set<string>() : texts;
    collect(part, name, evaluation, theirs, tags, depth + 1);
  }
}

function tagKey(tag: DocTag): string {
  return tag.name === "example" ? `example ${tag.text}` : tag.name;
}

function ownText(schema: JsonObject, name: string): string | null {
  const description = keyword(schema, "description");
  const title = keyword(schema, "title");
  const chosen = typeof description === "string" && description.trim() !== "" ? description : title;
  const text = typeof chosen === "string" && !repeats(chosen, name) ? chosen.trim() : "";
  const parts = [...describedConstants(schema), ...describedItems(schema)];
  if (text !== "") parts.unshift(text);
  return parts.length > 0 ? parts.join("\n") : null;
}

/** Generators make titles of names: `User Id` of `user_id`. */
function repeats(title: string, name: string): boolean {
  return title.length <= name.length + 16 && sameLetters(title, name);
}

/** `oneOf: [{ const, description }, ...]`: an enumeration that says what its members mean. */
function describedConstants(schema: JsonObject): string[] {
  const list = keyword(schema, "oneOf") ?? keyword(schema, "anyOf");
  if (!Array.isArray(list) || list.length > 64) return [];
  const lines = list.map((branch) => {
    if (!isJsonObject(branch)) return null;
    const value = keyword(branch, "const");
    const meaning = keyword(branch, "description") ?? keyword(branch, "title");
    if (value === undefined || typeof value === "object" || typeof meaning !== "string")
      return null;
    return `- ${JSON.stringify(value)}: ${safeLine(meaning)}`;
  });
  return lines.includes(null) ? [] : (lines as string[]);
}

/** What the items of a list of plain values are: they have no property of their own to stand at. */
function describedItems(schema: JsonObject): string[] {
  const items = keyword(schema, "items");
  if (!isJsonObject(items) || Object.hasOwn(items, "properties")) return [];
  const description = keyword(items, "description");
  const tags = ownTags(items).filter((tag) => tag.name !== "integer");
  const constraints = tags.map((tag) => `${tag.name} ${tag.text}`.trim()).join(", ");
  const text = typeof description === "string" ? safeLine(description) : "";
  const said = [text, constraints].filter((part) => part !== "").join("; ");
  return said === "" ? [] : [`Each item: ${said}`];
}

function ownTags(schema: JsonObject): DocTag[] {
  const tags: DocTag[] = [];
  if (keyword(schema, "deprecated") === true) tags.push({ name: "deprecated", text: "" });
  const type = keyword(schema, "type");
  const types = Array.isArray(type) ? type : [type];
  if (types.includes("integer") && !types.includes("number") && !hasList(schema)) {
    tags.push({ name: "integer", text: "" });
  }
  const found = Object.keys(schema).filter((name) => RANKS.has(name));
  for (const name of inOrder(found)) {
    const text = constraintText(name, schema[name]);
    if (text !== null) tags.push({ name, text });
  }
  const fallback = keyword(schema, "default");
  if (fallback !== undefined) tags.push({ name: "default", text: valueText(fallback) });
  const examples = keyword(schema, "examples");
  if (Array.isArray(examples)) {
    for (const example of examples.slice(0, MAX_EXAMPLES)) {
      tags.push({ name: "example", text: valueText(example) });
    }
  }
  return tags;
}

function hasList(schema: JsonObject): boolean {
  return Object.hasOwn(schema, "enum") || Object.hasOwn(schema, "const");
}

/** Patterns and formats as they are; the rest as JSON. `null`: it says nothing, or nothing that the type does not say. */
function constraintText(name: string, value: JsonValue | undefined): string | null {
  // `exclusiveMinimum: true` (draft 4) and the like are said as they stand; `false` says nothing.
  if (value === undefined || value === null || value === false) return null;
  if (value === true) return "";
  if (name === "patternProperties") return opaqueNames(value);
  if (name === "propertyNames") return isListOfNames(value) ? null : valueText(value);
  if (typeof value === "object") return name === "contains" ? valueText(value) : null;
  return typeof value === "string" ? safeLine(value) : valueText(value);
}

/** The patterns whose names no type tells, as they are. */
function opaqueNames(map: JsonValue): string | null {
  if (!isJsonObject(map)) return null;
  const sources = Object.keys(map).filter((source) => !readPattern(source).exact);
  return sources.length === 0 ? null : safeLine(sources.join(", "));
}

/** The names are in the type then. Generators also write `{ "type": "string" }`, which every name is. */
function isListOfNames(names: JsonValue): boolean {
  if (!isJsonObject(names) || hasList(names)) return true;
  const pattern = keyword(names, "pattern");
  if (typeof pattern === "string" && finiteStrings(pattern) !== null) return true;
  return keyword(names, "type") === "string" && onlyAnnotates(names, "type");
}

const MAX_VALUE_DEPTH = 8;

function valueText(value: JsonValue): string {
  return isDeep(value, MAX_VALUE_DEPTH) ? "(a deep structure)" : safeLine(JSON.stringify(value));
}

function isDeep(value: JsonValue, left: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  return left === 0 || Object.values(value).some((member) => isDeep(member, left - 1));
}

/** Schemas whose words and constraints are also those of this one. */
function partsToo(schema: JsonObject, evaluation: Evaluation): Schema[] {
  const parts = Object.hasOwn(schema, "$ref") ? referenceTargets(schema, evaluation) : [];
  const all = keyword(schema, "allOf");
  if (Array.isArray(all)) parts.push(...all.filter(isSchema));
  for (const name of ["anyOf", "oneOf"]) {
    const list = keyword(schema, name);
    if (!Array.isArray(list) || list.length > 3) continue;
    const branches = list.filter((branch) => !isNull(branch));
    const [only] = branches;
    if (branches.length === 1 && only !== undefined && isSchema(only)) parts.push(only);
  }
  return parts;
}

function isNull(branch: JsonValue): boolean {
  return isJsonObject(branch) && keyword(branch, "type") === "null";
}
