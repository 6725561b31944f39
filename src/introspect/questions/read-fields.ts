import { isJsonObject, type JsonObject, type JsonValue } from "../../json.ts";
import type { ElicitationField, ElicitationOption } from "./types.ts";

const MAX_FIELDS = 50;
const MAX_OPTIONS = 500;

type FieldsRead = { ok: true; fields: ElicitationField[] } | { ok: false; problem: string };

/**
 * The fields of a `requestedSchema` (specification, "Elicitation", "Requested Schema"): a flat object of primitives. A
 * property of another kind is left out where it may be absent.
 */
export function readFields(schema: JsonObject): FieldsRead {
  const { properties = {}, required = [] } = schema;
  if (!isJsonObject(properties)) return { ok: false, problem: "has a form without properties" };
  const entries = Object.entries(properties);
  if (entries.length > MAX_FIELDS) {
    return { ok: false, problem: `has a form of more than ${MAX_FIELDS} values` };
  }
  const needed = new Set(Array.isArray(required) ? required : []);
  const fields: ElicitationField[] = [];
  for (const [name, property] of entries) {
    const field = isJsonObject(property) ? readField(name, property, needed.has(name)) : null;
    if (field !== null) fields.push(field);
    else if (needed.has(name))
      return { ok: false, problem: "has a form that is not of plain values" };
  }
  const known = new Set(fields.map(({ name }) => name));
  if ([...needed].some((name) => !known.has(name as string))) {
    return { ok: false, problem: "has a form that lacks a property it requires" };
  }
  return { ok: true, fields };
}

function readField(name: string, schema: JsonObject, required: boolean): ElicitationField | null {
  const base = {
    name,
    required,
    title: textOf(schema["title"]),
    description: textOf(schema["description"]),
  };
  switch (schema["type"]) {
    case "string":
      return readString(base, schema);
    case "number":
    case "integer": {
      const { minimum, maximum, default: value } = schema;
      const isDefault = schema["type"] === "integer" ? Number.isInteger(value) : true;
      return {
        ...base,
        kind: schema["type"],
        minimum: numberOf(minimum),
        maximum: numberOf(maximum),
        default: isDefault ? numberOf(value) : null,
      };
    }
    case "boolean": {
      const value = schema["default"];
      return { ...base, kind: "boolean", default: typeof value === "boolean" ? value : null };
    }
    case "array":
      return readChoices(base, schema);
    default:
      return null;
  }
}

type Base = Pick<ElicitationField, "name" | "required" | "title" | "description">;

const FORMATS = ["email", "uri", "date", "date-time"] as const;

function readString(base: Base, schema: JsonObject): ElicitationField | null {
  const { format, minLength, maxLength } = schema;
  const value = textOf(schema["default"]);
  if (schema["enum"] !== undefined || schema["oneOf"] !== undefined) {
    const options = readOptions(schema);
    if (options === null) return null;
    return { ...base, kind: "choice", options, default: knownOption(options, value) };
  }
  return {
    ...base,
    kind: "string",
    format: FORMATS.find((known) => known === format) ?? null,
    minLength: numberOf(minLength),
    maxLength: numberOf(maxLength),
    default: value,
  };
}

function readChoices(base: Base, schema: JsonObject): ElicitationField | null {
  const { items, minItems, maxItems, default: value } = schema;
  const options = isJsonObject(items) ? readOptions(items) : null;
  if (options === null) return null;
  const isDefault =
    Array.isArray(value) && value.every((item) => knownOption(options, textOf(item)) !== null);
  return {
    ...base,
    kind: "choices",
    options,
    minItems: numberOf(minItems),
    maxItems: numberOf(maxItems),
    default: isDefault ? (value as string[]) : null,
  };
}

/** `enum` with or without `enumNames`, `oneOf` or `anyOf` of `const` and `title`; `null` for what is none of them. */
function readOptions(schema: JsonObject): ElicitationOption[] | null {
  const { enum: values, enumNames } = schema;
  const titled = schema["oneOf"] ?? schema["anyOf"];
  const options = Array.isArray(values)
    ? values.map((value, index) => {
        const title = Array.isArray(enumNames) ? textOf(enumNames[index]) : null;
        return { value, title: title ?? value };
      })
    : Array.isArray(titled)
      ? titled.map((option) => {
          const { const: value, title } = isJsonObject(option) ? option : {};
          return { value, title: textOf(title) ?? value };
        })
      : [];
  const isUsable = options.every(({ value, title }) => isText(value) && isText(title));
  if (options.length === 0 || options.length > MAX_OPTIONS || !isUsable) return null;
  return options as ElicitationOption[];
}

function knownOption(options: readonly ElicitationOption[], value: string | null): string | null {
  return options.some((option) => option.value === value) ? value : null;
}

function isText(value: JsonValue | undefined): value is string {
  return typeof value === "string";
}

function textOf(value: JsonValue | undefined): string | null {
  return isText(value) ? value : null;
}

function numberOf(value: JsonValue | undefined): number | null {
  return typeof value === "number" ? value : null;
}
