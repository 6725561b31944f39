import { isJsonObject, type JsonObject, type JsonValue } from "../../json.ts";
import type { ElicitationField } from "./types.ts";

export type CheckedContent = { ok: true; content: JsonObject } | { ok: false; problem: string };

/** A form's values: defaults filled in for those that are absent (SEP-1034), the rest held against the fields. */
export function checkContent(
  fields: readonly ElicitationField[],
  content: unknown,
): CheckedContent {
  const given = content ?? {};
  if (!isJsonObject(given)) return { ok: false, problem: "the content is no object" };
  const values = new Map(Object.entries(given));
  const checked: [string, JsonValue][] = [];
  for (const field of fields) {
    const value = values.get(field.name) ?? field.default;
    values.delete(field.name);
    if (value === null) {
      if (field.required) return { ok: false, problem: `\`${field.name}\` is missing` };
      continue;
    }
    const problem = valueProblem(field, value);
    if (problem !== null) return { ok: false, problem: `\`${field.name}\` ${problem}` };
    checked.push([field.name, value]);
  }
  const [unknown] = values.keys();
  if (unknown !== undefined) return { ok: false, problem: `\`${unknown}\` was not asked for` };
  return { ok: true, content: Object.fromEntries(checked) };
}

/** @returns the end of a sentence that begins with the field's name, or `null` */
export function valueProblem(field: ElicitationField, value: JsonValue): string | null {
  switch (field.kind) {
    case "boolean":
      return typeof value === "boolean" ? null : "must be true or false";
    case "number":
    case "integer":
      return numberProblem(field, value);
    case "string":
      return stringProblem(field, value);
    case "choice":
      return isOption(field, value) ? null : "must be one of the choices";
    default:
      return choicesProblem(field, value);
  }
}

type FieldOf<Kind extends ElicitationField["kind"]> = Extract<ElicitationField, { kind: Kind }>;

function numberProblem(
  { kind, minimum, maximum }: FieldOf<"number" | "integer">,
  value: JsonValue,
): string | null {
  if (typeof value !== "number" || !Number.isFinite(value)) return "must be a number";
  if (kind === "integer" && !Number.isInteger(value)) return "must be a whole number";
  if (minimum !== null && value < minimum) return `must be at least ${minimum}`;
  if (maximum !== null && value > maximum) return `must be at most ${maximum}`;
  return null;
}

/** What an address looks like; whether there is one, only a message to it would say. */
const EMAIL = /^[^\s@]{1,64}@[^\s@]{1,255}$/;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const DATE_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2})$/i;

function stringProblem(
  { format, minLength, maxLength }: FieldOf<"string">,
  value: JsonValue,
): string | null {
  if (typeof value !== "string") return "must be text";
  // As JSON Schema counts: characters, not UTF-16 code units.
  const { length } = Array.from(value);
  if (minLength !== null && length < minLength) return `must have at least ${minLength} characters`;
  if (maxLength !== null && length > maxLength) return `must have at most ${maxLength} characters`;
  switch (format) {
    case "email":
      return EMAIL.test(value) ? null : "must be an email address";
    case "uri":
      return URL.canParse(value) ? null : "must be a URL";
    case "date":
      return isDate(value, DATE) ? null : "must be a date such as 2026-07-28";
    case "date-time":
      return isDate(value, DATE_TIME) ? null : "must be a time such as 2026-07-28T09:30:00Z";
    default:
      return null;
  }
}

function isDate(value: string, shape: RegExp): boolean {
  return shape.test(value) && !Number.isNaN(Date.parse(value));
}

function isOption({ options }: FieldOf<"choice" | "choices">, value: JsonValue): boolean {
  return options.some((option) => option.value === value);
}

function choicesProblem(field: FieldOf<"choices">, value: JsonValue): string | null {
  const { minItems, maxItems } = field;
  if (!Array.isArray(value) || !value.every((item) => isOption(field, item))) {
    return "must be a list of the choices";
  }
  if (minItems !== null && value.length < minItems) return `must be at least ${minItems} of them`;
  if (maxItems !== null && value.length > maxItems) return `must be at most ${maxItems} of them`;
  return null;
}
