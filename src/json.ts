/** Any JSON value, as MCP messages, catalogs and locks are made of. */
export type JsonValue = null | boolean | number | string | JsonValue[] | JsonObject;

export interface JsonObject {
  [key: string]: JsonValue;
}

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * The value with the keys of every object in code-unit order: the same bytes on any machine and in any locale.
 * Iterative where depth is the server's to choose: callers cap depth before (see `introspect/limits.ts`).
 */
export function sortKeys(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (!isJsonObject(value)) return value;
  const sorted: JsonObject = {};
  for (const key of Object.keys(value).toSorted(compareCodeUnits)) {
    const member = sortKeys(value[key] as JsonValue);
    if (key === "__proto__") defineOwn(sorted, key, member);
    else sorted[key] = member;
  }
  return sorted;
}

/** Assigning to `__proto__` would set the prototype instead. */
export function defineOwn(object: JsonObject, key: string, value: JsonValue): void {
  Object.defineProperty(object, key, {
    value,
    enumerable: true,
    writable: true,
    configurable: true,
  });
}

/** Canonical JSON text for hashing: sorted keys, no white space. */
export function canonicalJson(value: JsonValue): string {
  return JSON.stringify(sortKeys(value));
}

/**
 * JSON as it is committed: sorted keys, a final line feed, and laid out as prettier's defaults would, so that it passes
 * a user's own format check. ASCII only: what a server hides in invisible characters shows as an escape in review, and
 * a character's width never decides where a line breaks.
 */
export function renderJsonFile(value: JsonValue): string {
  return `${printJson(sortKeys(value), { indent: 0, column: 0, after: 0 })}\n`;
}

const LINE_WIDTH = 80;

interface Place {
  /** Spaces before a new line of the value. */
  indent: number;
  /** Where the value begins on its line. */
  column: number;
  /** Characters that follow it on its line: the comma. */
  after: number;
}

function printJson(value: JsonValue, place: Place): string {
  if (Array.isArray(value) && value.length > 0) return printArray(value, place);
  if (!isJsonObject(value)) return printScalar(value);
  const entries = Object.entries(value);
  if (entries.length === 0) return "{}";
  const indent = place.indent + 2;
  const lines = entries.map(([key, member], index) => {
    const head = `${" ".repeat(indent)}${printScalar(key)}: `;
    const after = index === entries.length - 1 ? 0 : 1;
    return `${head}${printJson(member, { indent, column: head.length, after })}`;
  });
  return `{\n${lines.join(",\n")}\n${" ".repeat(place.indent)}}`;
}

function printArray(items: readonly JsonValue[], place: Place): string {
  const flat = printFlat(items);
  if (flat !== null && place.column + flat.length + place.after <= LINE_WIDTH) return flat;
  const indent = place.indent + 2;
  const margin = " ".repeat(indent);
  const last = items.length - 1;
  const printed = items.map((item, index) =>
    printJson(item, { indent, column: indent, after: index === last ? 0 : 1 }),
  );
  const areNumbers = items.length > 1 && items.every((item) => typeof item === "number");
  const lines = areNumbers ? fillLines(printed, LINE_WIDTH - indent) : printed;
  const end = areNumbers ? "\n" : ",\n";
  return `[\n${lines.map((line) => `${margin}${line}`).join(end)}\n${" ".repeat(place.indent)}]`;
}

/** The array on one line, or `null` where prettier never prints it so. */
function printFlat(items: readonly JsonValue[]): string | null {
  const breaks = items.length > 1 && items.every((item) => Array.isArray(item) && item.length > 1);
  if (breaks) return null;
  const parts: string[] = [];
  for (const item of items) {
    const isFull = isJsonObject(item) && Object.keys(item).length > 0;
    const part = isFull ? null : Array.isArray(item) ? printFlat(item) : printJson(item, NOWHERE);
    if (part === null) return null;
    parts.push(part);
  }
  return `[${parts.join(", ")}]`;
}

const NOWHERE: Place = { indent: 0, column: 0, after: 0 };

/** As many words to a line as fit, each but the last followed by a comma. */
function fillLines(words: readonly string[], width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const [index, word] of words.entries()) {
    const text = index === words.length - 1 ? word : `${word},`;
    if (line !== "" && line.length + 1 + text.length > width) {
      lines.push(line);
      line = text;
    } else {
      line = line === "" ? text : `${line} ${text}`;
    }
  }
  return [...lines, line];
}

function printScalar(value: JsonValue): string {
  // prettier writes `1e21`, JSON.stringify `1e+21`.
  if (typeof value === "number") return JSON.stringify(value).replace("e+", "e");
  return JSON.stringify(value).replace(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** Orders strings by UTF-16 code unit: never by locale. */
export function compareCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
