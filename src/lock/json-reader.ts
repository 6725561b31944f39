import { isJsonObject, type JsonObject, type JsonValue } from "../json.ts";

/**
 * Readers of committed JSON: they check a parsed value against what it should be and say where it is not. By hand,
 * because every check of a program reads the lock, and loading a validation library would take longer than the rest.
 */
export type Reader<T> = (value: JsonValue | undefined, at: string) => T;

/** Thrown by a reader; the message names the place. */
export class MalformedJsonError extends Error {
  override readonly name = "MalformedJsonError";
}

export const readString: Reader<string> = (value, at) => {
  if (typeof value !== "string") throw malformed(at, "a string");
  return value;
};

export const readNullableString: Reader<string | null> = (value, at) =>
  value === null ? null : readString(value, at);

export const readObject: Reader<JsonObject> = (value, at) => {
  if (!isJsonObject(value)) throw malformed(at, "an object");
  return value;
};

export const readValue: Reader<JsonValue> = (value, at) => {
  if (value === undefined) throw malformed(at, "there");
  return value;
};

export function readArray<T>(item: Reader<T>): Reader<T[]> {
  return (value, at) => {
    if (!Array.isArray(value)) throw malformed(at, "an array");
    return value.map((entry, index) => item(entry, `${at}[${index}]`));
  };
}

export function readOneOf<T extends string | number>(...allowed: readonly T[]): Reader<T> {
  return (value, at) => {
    const found = allowed.find((entry) => entry === value);
    if (found === undefined)
      throw malformed(at, allowed.map((entry) => `\`${entry}\``).join(" or "));
    return found;
  };
}

/** An object of known fields; others are ignored. */
export function readFields<T>(fields: { [K in keyof T]: Reader<T[K]> }): Reader<T> {
  const readers = Object.entries<Reader<unknown>>(fields);
  return (value, at) => {
    const object = readObject(value, at);
    // Filled by hand: a lock has thousands of these, and each command reads it.
    const result: Record<string, unknown> = {};
    for (const [name, read] of readers) {
      const field = Object.hasOwn(object, name) ? object[name] : undefined;
      result[name] = read(field, at === "" ? name : `${at}.${name}`);
    }
    return result as T;
  };
}

/** What `read` reads, and one more field where it is there. */
export function withOptional<T, Name extends string, Field>(
  read: Reader<T>,
  name: Name,
  field: Reader<Field>,
): Reader<T & { [K in Name]?: Field }> {
  return (value, at) => {
    const object = readObject(value, at);
    const result = read(value, at) as T & { [K in Name]?: Field };
    if (!Object.hasOwn(object, name)) return result;
    const extra = field(object[name], at === "" ? name : `${at}.${name}`);
    return { ...result, [name]: extra };
  };
}

function malformed(at: string, want: string): MalformedJsonError {
  return new MalformedJsonError(`${at === "" ? "it" : `\`${at}\``} is not ${want}`);
}
