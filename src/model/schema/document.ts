import type { JsonObject, JsonValue } from "../../json.ts";
import { hasKeyword, refReplacesSiblings, type Dialect } from "./dialect.ts";
import { PRUNED } from "./normalize.ts";
import { isSchema, keyword, type Schema } from "./schema.ts";

/** One schema document: finds what references in it mean. It never looks outside: not at files, not at the network. */
export interface SchemaDocument {
  readonly root: Schema;
  /**
   * What a reference standing in `from` points to, or `undefined` when that is not a schema of this document. Where
   * dynamic references inside of the target depend on the way to it, it is a copy of the schema for that way;
   * `"capped"` once there are too many such ways.
   */
  resolve(
    keyword: ReferenceKeyword,
    reference: string,
    from: JsonObject,
  ): Schema | "capped" | undefined;
  /** Whether all references resolve against the same base: no part of the document has an identifier of its own. */
  hasOneBase(): boolean;
  /** The JSON Pointer (RFC 6901) of a schema found in this document; `undefined` for one made from it. */
  pointerOf(schema: Schema): string | undefined;
}

export type ReferenceKeyword = "$ref" | "$dynamicRef" | "$recursiveRef";

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
  /** Of a copy only: the resources on the way to it and its own. */
  scope?: Scope;
}

/**
 * The dynamic scope (core 7.1) as far as it matters: bases of the resources entered on the way to a schema, outermost
 * first, without those that decide nothing.
 */
type Scope = readonly string[];

interface Index {
  places: Map<JsonValue, Place>;
  /** By absolute URI: resources without fragment, anchors with one. */
  targets: Map<string, Schema>;
  /** `$dynamicAnchor` by absolute URI, and the roots of resources with `$recursiveAnchor`. */
  dynamicTargets: Map<string, Schema>;
  /** Names of the dynamic anchors of each resource, by its base; `""` of a recursive one. */
  dynamicAnchors: Map<string, Set<string>>;
  /** Whether a dynamic reference can have more than one target. */
  isDynamic: boolean;
  resources: number;
  /** Copies of schemas for their scopes, by the schema and the scope. */
  copies: Map<Schema, Map<string, Schema>>;
  copied: number;
}

export function openDocument(root: Schema, dialect: Dialect): SchemaDocument {
  // Few schemas have references: the index is built when the first one is met.
  let built: Index | null = null;
  const index = (): Index => (built ??= buildIndex(root, dialect));
  return {
    root,
    resolve: (name, reference, from) => resolveIn(index(), name, reference, from),
    hasOneBase: () => index().resources === 1,
    pointerOf: (schema) => pointerOf(schema, index()),
  };
}

/** Walks with a stack of its own: depth is the server's to choose. */
function buildIndex(root: Schema, dialect: Dialect): Index {
  const index: Index = {
    places: new Map(),
    targets: new Map([[ROOT_BASE, root]]),
    dynamicTargets: new Map(),
    dynamicAnchors: new Map(),
    isDynamic: false,
    resources: 1,
    copies: new Map(),
    copied: 0,
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
    if (name === "$dynamicAnchor") noteDynamic(schema, base, anchor, index);
  }
  if (keyword(schema, "$recursiveAnchor") === true && hasKeyword(dialect, "$recursiveRef")) {
    noteDynamic(schema, base, "", index);
  }
  return base;
}

function noteDynamic(schema: Schema, base: string, anchor: string, index: Index): void {
  index.isDynamic ||= [...index.dynamicAnchors.values()].some((names) => names.has(anchor));
  index.dynamicAnchors.set(base, (index.dynamicAnchors.get(base) ?? new Set()).add(anchor));
  index.dynamicTargets.set(`${base}#${anchor}`, schema);
}

function resolveIn(
  index: Index,
  name: ReferenceKeyword,
  reference: string,
  from: JsonObject,
): Schema | "capped" | undefined {
  const target = absolute(reference, index.places.get(from)?.base ?? ROOT_BASE);
  if (target === null) return undefined;
  const { uri, fragment } = target;
  const initial = find(uri, fragment, index);
  if (!index.isDynamic || typeof initial !== "object") return initial;
  const scope = scopeOf(from, index);
  // It is dynamic only where it first leads to an anchor that is (core 8.2.3.2).
  const isDynamic = name !== "$ref" && index.dynamicTargets.get(`${uri}#${fragment}`) === initial;
  const bases = isDynamic ? scope : [];
  const outermost = bases.map((base) => index.dynamicTargets.get(`${base}#${fragment}`));
  return inScope(outermost.find((schema) => schema !== undefined) ?? initial, scope, index);
}

function scopeOf(schema: JsonObject, index: Index): Scope {
  const bases: string[] = [];
  for (let value: JsonValue | null = schema; value !== null;) {
    const place = index.places.get(value);
    if (place === undefined) break;
    if (place.scope !== undefined)
      return withoutRepeats([...place.scope, ...bases.toReversed()], index);
    bases.push(place.base);
    value = place.parent;
  }
  return withoutRepeats(bases.toReversed(), index);
}

/** Only resources with an anchor that none further out has: the others never decide. */
function withoutRepeats(bases: readonly string[], index: Index): Scope {
  const seen = new Set<string>();
  return bases.filter((base) => {
    const before = seen.size;
    for (const name of index.dynamicAnchors.get(base) ?? []) seen.add(name);
    return seen.size > before;
  });
}

/** Nodes of all copies: a document with more ways through it than that is left alone. */
const MAX_COPIED = 20_000;

/** The schema as it is when it is entered by this way: itself where that is the way down from the root. */
function inScope(schema: Schema, way: Scope, index: Index): Schema | "capped" {
  const place = typeof schema === "object" ? index.places.get(schema) : undefined;
  if (typeof schema === "boolean" || place === undefined) return schema;
  const scope = withoutRepeats([...way, place.base], index);
  const key = scope.join(" ");
  if (key === scopeOf(schema, index).join(" ")) return schema;
  const copies = index.copies.get(schema) ?? new Map<string, Schema>();
  index.copies.set(schema, copies);
  const known = copies.get(key);
  if (known !== undefined) return known;
  if (index.copied > MAX_COPIED) return "capped";
  const made = copy(schema, index) as JsonObject;
  index.places.set(made, { ...place, scope });
  copies.set(key, made);
  return made;
}

/** With places of their own for all schemas in it; no deeper than `normalizeSchema` leaves any. */
function copy(value: JsonValue, index: Index): JsonValue {
  if (typeof value !== "object" || value === null || value === PRUNED) return value;
  index.copied += 1;
  const made: JsonValue = Array.isArray(value)
    ? value.map((item) => copy(item, index))
    : Object.fromEntries(Object.entries(value).map(([name, part]) => [name, copy(part, index)]));
  const place = index.places.get(value);
  if (place !== undefined) index.places.set(made, place);
  for (const part of Object.values(made)) {
    const at = typeof part === "object" && part !== null ? index.places.get(part) : undefined;
    if (at !== undefined) index.places.set(part, { ...at, parent: made });
  }
  return made;
}

function find(uri: string, fragment: string, index: Index): Schema | undefined {
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
