import type { SecretFilter } from "../config/secrets.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../json.ts";

export interface RedactedJson<T extends JsonValue> {
  /** The very value that was given when nothing was found in it. */
  value: T;
  found: boolean;
  /** Whether one of the things found was a key, which `value` has under another name. */
  foundInKey: boolean;
}

/** Applies a filter to every text and key of a value. Recursive: the caller has bounded the depth. */
export function redactJson<T extends JsonValue>(given: T, filter: SecretFilter): RedactedJson<T> {
  let found = false;
  let foundInKey = false;
  const walk = (value: JsonValue): JsonValue => {
    if (typeof value === "string") return filterText(value);
    // A secret of digits only.
    if (typeof value === "number") {
      const text = String(value);
      const filtered = filterText(text);
      return filtered === text ? value : filtered;
    }
    if (Array.isArray(value)) return value.map(walk);
    return isJsonObject(value) ? walkObject(value) : value;
  };
  const walkObject = (object: JsonObject): JsonObject => {
    const copy: JsonObject = {};
    for (const [key, member] of Object.entries(object)) {
      const name = filterText(key);
      foundInKey ||= name !== key;
      // defineProperty, because assigning to "__proto__" would set the prototype instead.
      Object.defineProperty(copy, name, {
        value: walk(member),
        enumerable: true,
        writable: true,
        configurable: true,
      });
    }
    return copy;
  };
  const filterText = (text: string): string => {
    const filtered = filter(text);
    found ||= filtered !== text;
    return filtered;
  };
  const value = walk(given) as T;
  return { value: found ? value : given, found, foundInKey };
}
