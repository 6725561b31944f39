import { isJsonObject, type JsonValue } from "../json.ts";

/** Nesting of one kept entry, in JSON levels; each level of a schema takes two. Later stages may recurse. */
const MAX_ENTRY_DEPTH = 256;
/** UTF-16 code units of one kept entry, roughly as JSON text. */
const MAX_ENTRY_SIZE = 1_000_000;

/** Pages of one `tools/list`. */
export const MAX_PAGES = 200;
/** Tools of one server; the largest known has about 1,400. */
export const MAX_TOOLS = 5_000;
/** Size of all tools of one server, measured as one entry is. */
export const MAX_LIST_SIZE = 32_000_000;

/** One message of a server, in bytes. */
export const MAX_MESSAGE_BYTES = 10_000_000;

/**
 * Roughly how large a JSON value is as text, or that it is too deep or too large to keep. Never recurses, so that no
 * depth can overflow the stack.
 */
export function measureJson(
  value: JsonValue,
  limits = { depth: MAX_ENTRY_DEPTH, size: MAX_ENTRY_SIZE },
): { ok: true; size: number } | { ok: false; problem: "too deep" | "too large" } {
  let size = 0;
  const pending: { value: JsonValue; depth: number }[] = [{ value, depth: 1 }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (next.depth > limits.depth) return { ok: false, problem: "too deep" };
    size += ownSize(next.value);
    if (size > limits.size) return { ok: false, problem: "too large" };
    const children = Array.isArray(next.value)
      ? next.value
      : isJsonObject(next.value)
        ? Object.values(next.value)
        : [];
    for (const child of children) pending.push({ value: child, depth: next.depth + 1 });
  }
  return { ok: true, size };
}

/** Without what is inside of it: the text of a scalar, the keys and punctuation of an object. */
function ownSize(value: JsonValue): number {
  if (typeof value === "string") return value.length + 2;
  if (!isJsonObject(value)) return 8;
  return Object.keys(value).reduce((sum, key) => sum + key.length + 4, 2);
}
