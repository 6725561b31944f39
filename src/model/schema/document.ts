import { isJsonObject, type JsonObject, type JsonValue } from "../../json.ts";
import { hasKeyword, refReplacesSiblings, type Dialect } from "./dialect.ts";
import { isSchema, keyword, type Schema } from "./schema.ts";

/** One schema document: finds what references in it mean. It never looks outside: not at files, not at the network. */
export interface SchemaDocument {
  readonly root: Schema;
  /** What a reference standing in `from` points to, or `undefined` when that is not a schema of this document. */
  resolve(reference: string, from: JsonObject): Schema | undefined;
  /** Whether a `$dynamicRef` or `$recursiveRef` to this target could mean another one while validating. */
  isDynamic(keyword: string, target: Schema): boolean;
  /** Whether all references resolve against the same base: no part of the document has an identifier of its own. */
  hasOneBase(): boolean;
  /** The JSON Pointer (RFC 6901) of a schema found in this document; `undefined` for one made from it. */
  pointerOf(schema: Schema): string | undefined;
}

/** The base of a document that names none. The scheme cannot be fetched; it only lets relative references resolve. */
const ROOT_BASE = "codemode:/schema";

/** Where schemas stand in a schema: an `$id` anywhere else, say in an `enum`, identifies nothing. */
const SCHEMA_KEYWORDS = new Set([
  "additionalItems",
  "additionalProperties",
  "allOf",
  "anyOf",
  "contains",
  "else",
  "if",
  "items",
  "not",
  "oneOf",
  "prefixItems",
  "propertyNames",
  "then",
  "unevaluatedItems",
  "unevaluatedProperties",
]);
const MAP_KEYWORDS = new Set([
  "$defs",
  "definitions",
  "dependencies",
  "dependentSchemas",
  "patternProperties",
  "properties",
]);

interface Place {
  base: string;
  parent: JsonValue | null;
  segment: string;
  /** Whether this is no schema but a map of names to schemas. */
  isMap: boolean;
}

interface Index {
  places: Map<JsonValue, Place>;
  /** By absolute URI: resources without fragment, anchors with one. */
  targets: Map<string, Schema>;
  dynamicAnchors: Map<string, number>;
  resources: number;
}

export function openDocument(root: Schema, dialect: Dialect): SchemaDocument {
  // Few schemas have references: the index is built when the first one is met.
  let built: Index | null = null;
  const index = (): Index => (built ??= buildIndex(root, dialect));
  return {
    root,
    resolve(reference, from) {
      return resolve(reference, index().places.get(from)?.base ?? ROOT_BASE, index());
    },
    isDynamic(name, target) {
      if (name === "$recursiveRef") return index().resources > 1;
      const anchor = isJsonObject(target) ? keyword(target, "$dynamicAnchor") : undefined;
      return typeof anchor === "string" && (index().dynamicAnchors.get(anchor) ?? 0) > 1;
    },
    hasOneBase: () => index().resources === 1,
    pointerOf: (schema) => pointerOf(schema, index()),
  };
}

/** Walks with a stack of its own: depth is the server's to choose. */
function buildIndex(root: Schema, dialect: Dialect): Index {
  const index: Index = {
    places: new Map(),
    targets: new Map([[ROOT_BASE, root]]),
    dynamicAnchors: new Map(),
    resources: 1,
  };
  const stack: [value: JsonValue, place: Place][] = [
    [root, { base: ROOT_BASE, parent: null, segment: "", isMap: false }],
  ];
  for (let entry = stack.pop(); entry !== undefined; entry = stack.pop()) {
    const [value, place] = entry;
    if (typeof value !== "object" || value === null || index.places.has(value)) continue;
    const isSchemaItself = !Array.isArray(value) && !place.isMap;
    const base = isSchemaItself ? identify(value, place.base, dialect, index) : place.base;
    index.places.set(value, { ...place, base });
    for (const [segment, member] of Object.entries(value)) {
      const isMap = isSchemaItself && MAP_KEYWORDS.has(segment);
      if (isSchemaItself && !isMap && !SCHEMA_KEYWORDS.has(segment)) continue;
      stack.push([member, { base, parent: value, segment, isMap }]);
    }
  }
  return index;
}

/** Notes what a schema is called; returns the base of the references in it. */
function identify(schema: JsonObject, outer: string, dialect: Dialect, index: Index): string {
  if (refReplacesSiblings(dialect) && Object.hasOwn(schema, "$ref")) return outer;
  let base = outer;
  const id = keyword(schema, dialect.draft === 4 ? "id" : "$id");
  const identified = typeof id === "string" ? absolute(id, outer) : null;
  if (identified !== null) {
    const { uri, fragment } = identified;
    // Up to draft 7 an `$id` of a fragment alone is what `$anchor` is since.
    if (fragment !== "" && dialect.draft <= 7) index.targets.set(`${uri}#${fragment}`, schema);
    if (uri !== outer) {
      base = uri;
      index.resources += 1;
      index.targets.set(base, schema);
    }
  }
  for (const name of ["$anchor", "$dynamicAnchor"]) {
    const anchor = keyword(schema, name);
    if (typeof anchor !== "string" || !hasKeyword(dialect, "$anchor")) continue;
    index.targets.set(`${base}#${anchor}`, schema);
    if (name === "$anchor") continue;
    index.dynamicAnchors.set(anchor, (index.dynamicAnchors.get(anchor) ?? 0) + 1);
  }
  return base;
}

function resolve(reference: string, base: string, index: Index): Schema | undefined {
  const target = absolute(reference, base);
  if (target === null) return undefined;
  const { uri, fragment } = target;
  if (fragment !== "" && !fragment.startsWith("/")) return index.targets.get(`${uri}#${fragment}`);
  const resource = index.targets.get(uri);
  return resource === undefined ? undefined : follow(resource, fragment);
}

/** RFC 6901, over own members only. */
function follow(resource: Schema, pointer: string): Schema | undefined {
  let value: JsonValue = resource;
  for (const segment of pointer.split("/").slice(1)) {
    const name = segment.replaceAll("~1", "/").replaceAll("~0", "~");
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, name))
      return undefined;
    if (Array.isArray(value) && !/^(?:0|[1-9]\d*)$/.test(name)) return undefined;
    value = (value as JsonObject)[name] as JsonValue;
  }
  return isSchema(value) ? value : undefined;
}

function absolute(reference: string, base: string): { uri: string; fragment: string } | null {
  try {
    const url = new URL(reference, base);
    const fragment = decodeURIComponent(url.hash.slice(1));
    url.hash = "";
    return { uri: url.href, fragment };
  } catch {
    return null;
  }
}

function pointerOf(schema: Schema, index: Index): string | undefined {
  if (typeof schema === "boolean") return undefined;
  const segments: string[] = [];
  for (let value: JsonValue | null = schema; value !== null;) {
    const place = index.places.get(value);
    if (place === undefined || segments.length > 256) return undefined;
    if (place.parent !== null) segments.push(place.segment);
    value = place.parent;
  }
  return segments
    .toReversed()
    .map((segment) => `/${segment.replaceAll("~", "~0").replaceAll("/", "~1")}`)
    .join("");
}
