import { hash } from "node:crypto";
import { compareCodeUnits, type JsonObject, type JsonValue } from "../json.ts";

/** SHA-256 of a text in UTF-8, in hexadecimal. */
export function sha256(text: string): string {
  return hash("sha256", text, "hex");
}

/**
 * SHA-256 (hex) of a value's canonical JSON: keys in code-unit order, no white space. Two values have the same hash
 * when they are the same JSON. Any depth: it is the server's to choose.
 */
export function hashJson(value: JsonValue): string {
  // Committed catalogs are sorted already: then the engine's own writer does it.
  if (isSorted(value, MAX_RECURSION)) return sha256(JSON.stringify(value));
  return sha256(shallowText(value, MAX_RECURSION) ?? deepText(value));
}

/** @returns `false` also when the value is deeper than that */
function isSorted(value: JsonValue, levels: number): boolean {
  if (typeof value !== "object" || value === null) return true;
  if (levels === 0) return false;
  if (Array.isArray(value)) return value.every((item) => isSorted(item, levels - 1));
  let previous = "";
  for (const key of Object.keys(value)) {
    if (key < previous || !isSorted(value[key] as JsonValue, levels - 1)) return false;
    previous = key;
  }
  return true;
}

/** Well within any stack; deeper JSON is written without recursion. */
const MAX_RECURSION = 200;

/** @returns `null` when the value is deeper than that */
function shallowText(value: JsonValue, levels: number): string | null {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (levels === 0) return null;
  const isArray = Array.isArray(value);
  const keys = isArray ? null : Object.keys(value).sort(compareCodeUnits);
  let text = "";
  for (const member of keys ?? (value as JsonValue[])) {
    const inner = keys === null ? member : (value as JsonObject)[member as string];
    const written = shallowText(inner as JsonValue, levels - 1);
    if (written === null) return null;
    const label = keys === null ? "" : `${JSON.stringify(member)}:`;
    text += `${text === "" ? "" : ","}${label}${written}`;
  }
  return isArray ? `[${text}]` : `{${text}}`;
}

function deepText(value: JsonValue): string {
  // What is left to write, last first: texts as they are, values to be taken apart.
  const stack: (Text | Value)[] = [{ value }];
  const texts: string[] = [];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    if ("text" in next) texts.push(next.text);
    else if (typeof next.value !== "object" || next.value === null) {
      texts.push(JSON.stringify(next.value));
    } else for (const part of takeApart(next.value).reverse()) stack.push(part);
  }
  return texts.join("");
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
