import { defineOwn, isJsonObject, type JsonObject, type JsonValue } from "../json.ts";
import { readTags, withTag } from "./discriminator.ts";
import { MAX_SCHEMA_DEPTH, SCHEMA_BUDGET } from "./limits.ts";
import { own, ownList, ownObject, ownText } from "./own.ts";
import { partsOf } from "./parts.ts";
import type { Place, References, SpecFile } from "./references.ts";
import { fromOpenApi30 } from "./schema-30.ts";

/** Which half of a `readOnly` and `writeOnly` schema is meant. */
export type Direction = "input" | "output";

/** What a document's schemas are written in: up to 3.0 a dialect of its own, then JSON Schema 2020-12. */
export type SpecDialect = "3.0" | "3.1";

export interface SchemaTranslator {
  /** The schema as JSON Schema; what it refers to becomes a definition. */
  translate(place: Place): JsonValue;
  /** `$defs` for everything that was translated so far; `null` for none. */
  definitions(): JsonObject | null;
  /** Whether something was left out because it is too far away or too deep. */
  readonly cut: boolean;
}

const ONE = new Set([
  "not",
  "items",
  "additionalProperties",
  "unevaluatedProperties",
  "unevaluatedItems",
  "contains",
  "propertyNames",
  "if",
  "then",
  "else",
]);
const MANY = new Set(["allOf", "anyOf", "oneOf", "prefixItems"]);
const NAMED = new Set(["properties", "patternProperties", "dependentSchemas"]);
/** Of no meaning here, or of another where the schema comes to stand. */
const LEFT_OUT = new Set([
  "$anchor",
  "$comment",
  "$defs",
  "$dynamicAnchor",
  "$dynamicRef",
  "$id",
  "$ref",
  "$schema",
  "$vocabulary",
  "definitions",
  "discriminator",
  "example",
  "examples",
  "externalDocs",
  "nullable",
  "readOnly",
  "writeOnly",
  "xml",
]);

const NONE: ReadonlySet<string> = new Set();

const COMPONENT = /^[A-Za-z0-9_.-]{1,120}$/;

/**
 * Translates the schemas of one input or output. References are kept as such, so that cycles cost nothing; the nearest
 * schemas come first until the budget is used up, and those beyond it accept anything: the types stay sound.
 */
export function createTranslator(
  references: References,
  dialect: SpecDialect,
  direction: Direction,
): SchemaTranslator {
  const names = new Map<JsonValue, string>();
  const taken = new Set<string>();
  const pending: { name: string; place: Place }[] = [];
  const definitions = new Map<string, JsonValue>();
  let used = 0;
  let cut = false;

  const nameOf = (reference: string, target: Place): string => {
    const known = names.get(target.node);
    if (known !== undefined) return known;
    const last = reference.split(/[/#]/).at(-1) ?? "";
    const stem = COMPONENT.test(last) && last !== "__proto__" ? last : "Schema";
    let name = stem;
    for (let count = 2; taken.has(name); count += 1) name = `${stem}_${count}`;
    taken.add(name);
    names.set(target.node, name);
    pending.push({ name, place: target });
    return name;
  };

  const referTo = (reference: string, from: SpecFile): JsonObject => {
    const target = references.resolve(reference, from);
    return target === null ? {} : { $ref: `#/$defs/${nameOf(reference, target)}` };
  };

  const translateAt = (
    { node: given, file }: Place,
    depth: number,
    absentAbove: ReadonlySet<string> = NONE,
  ): JsonValue => {
    if (typeof given === "boolean") return given;
    if (!isJsonObject(given)) return {};
    if (depth > MAX_SCHEMA_DEPTH) {
      cut = true;
      return {};
    }
    const reference = ownText(given, "$ref");
    if (reference !== null && dialect === "3.0") {
      const referred = referTo(reference, file);
      return own(given, "nullable") === true ? withNull(referred) : referred;
    }
    const node = dialect === "3.0" ? fromOpenApi30(given) : given;
    const schema: JsonObject = reference === null ? {} : referTo(reference, file);
    const inner = (child: JsonValue): JsonValue => translateAt({ node: child, file }, depth + 1);
    const isMade = ["required", "allOf", "anyOf", "oneOf"].some((word) => own(node, word));
    const absent = isMade ? new Set([...absentAbove, ...absentNames({ node, file })]) : absentAbove;
    const part = (child: JsonValue): JsonValue =>
      translateAt({ node: child, file }, depth + 1, absent);
    const tagOf = readTags(node, file, references);
    const alternative = (child: JsonValue): JsonValue => {
      const tag = tagOf(child);
      return tag === null ? part(child) : withTag(part(child), tag);
    };
    for (const [key, value] of Object.entries(node)) {
      if (LEFT_OUT.has(key) || key.startsWith("x-")) continue;
      // Real alternatives overlap, and which one is meant is for the service to say.
      const name = key === "oneOf" ? freeName(node, schema) : key;
      if (ONE.has(key))
        defineOwn(schema, name, Array.isArray(value) ? value.map(inner) : inner(value));
      else if (MANY.has(key)) {
        if (!Array.isArray(value)) continue;
        if (name === "allOf+") {
          schema["allOf"] = [...ownList(schema, "allOf"), { anyOf: value.map(alternative) }];
        } else if (key === "allOf") {
          schema["allOf"] = [...ownList(schema, "allOf"), ...value.map(part)];
        } else schema[name] = value.map(key === "prefixItems" ? inner : alternative);
      } else if (NAMED.has(key)) {
        if (isJsonObject(value)) schema[key] = named(value, file, inner, key === "properties");
      } else if (key === "required") {
        const required = ownTexts(value).filter((member) => !absent.has(member));
        if (required.length > 0) schema["required"] = required;
      } else defineOwn(schema, key, value);
    }
    return own(node, "nullable") === true ? withNull(schema) : schema;
  };

  const named = (
    members: JsonObject,
    file: SpecFile,
    inner: (child: JsonValue) => JsonValue,
    areProperties: boolean,
  ): JsonObject => {
    const result: JsonObject = {};
    for (const [name, member] of Object.entries(members)) {
      if (areProperties && direction === "input" && hasFlag(member, "readOnly", file)) continue;
      defineOwn(result, name, inner(member));
    }
    return result;
  };

  /** The properties that this direction does not have, also of what the schema is made of: none of them is required. */
  const absentNames = (schema: Place): string[] => {
    const flag = direction === "input" ? "readOnly" : "writeOnly";
    return partsOf(schema, references).flatMap(({ node, file }) =>
      Object.entries(ownObject(node, "properties") ?? {})
        .filter(([, member]) => hasFlag(member, flag, file))
        .map(([name]) => name),
    );
  };

  /** Beside the property itself or, where it is only a reference, at what that refers to. */
  const hasFlag = (member: JsonValue | undefined, flag: string, file: SpecFile): boolean => {
    if (own(member, flag) === true) return true;
    if (ownText(member, "$ref") === null) return false;
    return own(references.follow({ node: member as JsonValue, file })?.node, flag) === true;
  };

  return {
    translate: (place) => translateAt(place, 0),
    definitions: () => {
      for (let next = pending.shift(); next !== undefined; next = pending.shift()) {
        if (used > SCHEMA_BUDGET) {
          cut = true;
          definitions.set(next.name, {});
          continue;
        }
        const schema = translateAt(next.place, 0);
        used += JSON.stringify(schema).length;
        definitions.set(next.name, schema);
      }
      return definitions.size === 0 ? null : Object.fromEntries(definitions);
    },
    get cut() {
      return cut;
    },
  };
}

function ownTexts(value: JsonValue): string[] {
  return Array.isArray(value) ? value.filter((name) => typeof name === "string") : [];
}

/** `oneOf` becomes `anyOf`, beside another `anyOf` a part of `allOf`. */
function freeName(node: JsonObject, schema: JsonObject): "anyOf" | "allOf+" {
  return Object.hasOwn(node, "anyOf") || Object.hasOwn(schema, "anyOf") ? "allOf+" : "anyOf";
}

function withNull(schema: JsonObject): JsonValue {
  const type = own(schema, "type");
  const combines = ["allOf", "anyOf", "not", "$ref"].some((key) => Object.hasOwn(schema, key));
  if (typeof type !== "string" || combines) return { anyOf: [schema, { type: "null" }] };
  const values = own(schema, "enum");
  return {
    ...schema,
    type: [type, "null"],
    ...(Array.isArray(values) && !values.includes(null) ? { enum: [...values, null] } : {}),
  };
}
