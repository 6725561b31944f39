import { isJsonObject, type JsonValue } from "../json.ts";
import { MAX_SPEC_BYTES, MAX_YAML_ALIASES, MAX_YAML_BYTES } from "./limits.ts";

/**
 * Parses a file of a document: JSON, or YAML 1.2 in its core schema (OpenAPI 3.1.1, section 4.4) with few aliases, so
 * that no bomb of them unfolds.
 *
 * @throws Error that says why it is neither, as the end of a sentence
 */
export async function parseSpecText(text: string): Promise<JsonValue> {
  const isJson = /^\s*[{[]/.test(text);
  if (isJson) {
    try {
      return JSON.parse(text) as JsonValue;
    } catch (error) {
      // YAML in its flow style also begins so.
      if (text.length > MAX_YAML_BYTES) {
        throw new Error(`is not JSON: ${messageOf(error)}`, { cause: error });
      }
    }
  }
  if (text.length > MAX_YAML_BYTES) {
    throw new Error(`has more than ${MAX_YAML_BYTES} bytes of YAML; convert it to JSON`);
  }
  return parseYaml(text);
}

async function parseYaml(text: string): Promise<JsonValue> {
  const { parseDocument } = await import("yaml");
  let value: unknown;
  try {
    const document = parseDocument(text, { schema: "core", merge: true, logLevel: "silent" });
    const [error] = document.errors;
    if (error !== undefined) throw error;
    value = document.toJS({ maxAliasCount: MAX_YAML_ALIASES });
  } catch (error) {
    const [reason = ""] = messageOf(error).split("\n");
    throw new Error(`is neither JSON nor YAML: ${reason}`, { cause: error });
  }
  assertBounded(value as JsonValue);
  // What an alias stands for becomes a copy, and what JSON does not have (NaN, binary) what JSON makes of it.
  return JSON.parse(JSON.stringify(value)) as JsonValue;
}

/** In YAML a value may be shared, and even hold itself: it is measured as if each had been written out. */
const MAX_YAML_DEPTH = 500;

function assertBounded(root: JsonValue): void {
  let size = 0;
  const pending = [{ value: root, depth: 0 }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { value, depth } = next;
    if (depth > MAX_YAML_DEPTH) throw new Error(`is nested deeper than ${MAX_YAML_DEPTH} levels`);
    size += typeof value === "string" ? value.length : 4;
    if (size > MAX_SPEC_BYTES) throw new Error(`has more than ${MAX_SPEC_BYTES} bytes unfolded`);
    if (!Array.isArray(value) && !isJsonObject(value)) continue;
    for (const child of Object.values(value)) pending.push({ value: child, depth: depth + 1 });
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
