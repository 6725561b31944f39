import { isJsonObject, type JsonObject, type JsonValue } from "../../json.ts";

/** A schema as found in a document: never trusted to be well-formed. Identity matters: it is the key of every memo. */
export type Schema = boolean | JsonObject;

/** Schemas that must all hold. Empty: anything. */
export type Conjunction = readonly Schema[];

export function isSchema(value: JsonValue | undefined): value is Schema {
  return typeof value === "boolean" || isJsonObject(value);
}

/** Reads an own keyword only: `constructor` and its like are no keywords of a schema that does not have them. */
export function keyword(schema: JsonObject, name: string): JsonValue | undefined {
  return Object.hasOwn(schema, name) ? schema[name] : undefined;
}

export function isFinitePositive(value: JsonValue | undefined): value is number {
  return typeof value === "number" && value >= 0 && Number.isFinite(value);
}

/** Both lists, each schema once. */
export function conjoin(a: Conjunction, b: Conjunction): Conjunction {
  if (a.length === 0) return b;
  if (b.length === 0) return a;
  return [...new Set([...a, ...b])];
}

/** Keywords that say something about a schema and nothing about values. */
const ANNOTATIONS = new Set([
  "$schema",
  "$id",
  "id",
  "$anchor",
  "$dynamicAnchor",
  "$recursiveAnchor",
  "$vocabulary",
  "$comment",
  "$defs",
  "definitions",
  "title",
  "description",
  "default",
  "examples",
  "example",
  "deprecated",
  "readOnly",
  "writeOnly",
]);

/** Whether nothing but annotations stands in a schema, apart from the keywords named. */
export function onlyAnnotates(schema: JsonObject, ...besides: string[]): boolean {
  return Object.keys(schema).every((name) => ANNOTATIONS.has(name) || besides.includes(name));
}
