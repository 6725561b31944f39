import { createHash } from "node:crypto";
import { compareCodeUnits, type JsonObject, type JsonValue } from "../json.ts";

/** SHA-256 of a text in UTF-8, in hexadecimal. */
export function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/**
 * SHA-256 (hex) of a value's canonical JSON: keys in code-unit order, no white space. Two values have the same hash
 * when they are the same JSON. Works with a stack of its own: depth is the server's to choose.
 */
export function hashJson(value: JsonValue): string {
  const hash = createHash("sha256");
  // What is left to write, last first: texts as they are, values to be taken apart.
  const stack: (Text | Value)[] = [{ value }];
  let pending = "";
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    if ("text" in next) pending += next.text;
    else if (typeof next.value !== "object" || next.value === null) {
      pending += JSON.stringify(next.value);
    } else stack.push(...takeApart(next.value).toReversed());
    if (pending.length > 65_536) {
      hash.update(pending);
      pending = "";
    }
  }
  return hash.update(pending).digest("hex");
}

interface Text {
  text: string;
}

interface Value {
  value: JsonValue;
}

function takeApart(value: JsonValue[] | JsonObject): (Text | Value)[] {
  if (Array.isArray(value)) {
    const items = value.flatMap((item, index) => [
      { text: index === 0 ? "[" : "," },
      { value: item },
    ]);
    return [...(items.length === 0 ? [{ text: "[" }] : items), { text: "]" }];
  }
  const keys = Object.keys(value).sort(compareCodeUnits);
  const members = keys.flatMap((key, index) => [
    { text: `${index === 0 ? "{" : ","}${JSON.stringify(key)}:` },
    { value: value[key] as JsonValue },
  ]);
  return [...(members.length === 0 ? [{ text: "{" }] : members), { text: "}" }];
}
