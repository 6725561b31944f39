/**
 * Runs in a worker thread: validates values against the schemas of servers. A schema can hold a regular expression that
 * never ends; the thread can be ended then, the main one could not.
 */
import { parentPort } from "node:worker_threads";
import { format, Validator, type OutputUnit } from "@cfworker/json-schema";
import type { JsonValue } from "../json.ts";
import { adaptSchema } from "./validate-dialect.ts";
import type { ValidationAnswer, ValidationQuestion } from "./validate.ts";

/** At most this many problems are named. */
const MAX_PROBLEMS = 5;

/** Keywords that only say that something inside of them is wrong. */
const OUTER: ReadonlySet<string> = new Set([
  "properties",
  "patternProperties",
  "items",
  "prefixItems",
  "additionalItems",
  "additionalProperties",
  "unevaluatedItems",
  "unevaluatedProperties",
  "$ref",
  "$recursiveRef",
  "allOf",
  "dependentSchemas",
]);

// `format` is an annotation unless a vocabulary says otherwise (2020-12 Validation, section 7.2.1): servers mean it so.
for (const name of Object.keys(format)) Reflect.deleteProperty(format, name);
Object.setPrototypeOf(format, null);

const validators = new Map<string, Validator | { unusable: string }>();

parentPort?.on("message", (question: ValidationQuestion) => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker thread, not a window
  parentPort?.postMessage(answer(question));
});

function answer({ key, schema, value }: ValidationQuestion): ValidationAnswer {
  try {
    const validator = findValidator(key, schema);
    if ("unusable" in validator) return { kind: "unusable", reason: validator.unusable };
    const { valid, errors } = validator.validate(JSON.parse(value));
    return valid ? { kind: "valid" } : { kind: "invalid", problems: describe(errors) };
  } catch (error) {
    return { kind: "unusable", reason: String(error).slice(0, 300) };
  }
}

function findValidator(key: string, schema: string | null): Validator | { unusable: string } {
  const known = validators.get(key);
  if (known !== undefined) return known;
  const made = makeValidator(schema ?? "true");
  validators.set(key, made);
  return made;
}

function makeValidator(text: string): Validator | { unusable: string } {
  try {
    const adapted = adaptSchema(JSON.parse(text) as JsonValue);
    if ("unusable" in adapted) return adapted;
    return new Validator(adapted.schema, adapted.draft, false);
  } catch (error) {
    return { unusable: String(error).slice(0, 300) };
  }
}

function describe(errors: readonly OutputUnit[]): string[] {
  const inner = errors.filter(({ keyword }) => !OUTER.has(keyword));
  const problems = (inner.length > 0 ? inner : errors).map(
    ({ instanceLocation, keyword, error }) => {
      const place = instanceLocation.replace(/^#\/?/, "");
      // A schema of `false`, mostly what additionalProperties has.
      const problem = keyword === "false" ? "This is not allowed here." : error;
      return `${place === "" ? "" : `/${place}: `}${problem}`.slice(0, 300);
    },
  );
  return [...new Set(problems)].slice(0, MAX_PROBLEMS);
}
