import { isJsonObject, type JsonValue } from "../../json.ts";
import type { ParameterRecipe } from "../recipe.ts";

/** Why an input cannot be sent; its text is for the program. */
export class InputError extends Error {
  override readonly name = "InputError";
}

/** RFC 3986, section 2.3: everything but unreserved characters, also those that `encodeURIComponent` leaves. */
export function percentEncode(text: string): string {
  try {
    return encodeURIComponent(text).replace(
      /[!'()*]/g,
      (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
    );
  } catch {
    throw new InputError("a text has half of a surrogate pair, which cannot be sent");
  }
}

/** RFC 6570, section 3.2.3: reserved characters stay, but for those that end or divide a query. */
function encodeReserved(text: string): string {
  return percentEncode(text).replace(/%(?:2F|3A|3F|5B|5D|40|21|24|27|28|29|2A|2C|3B)/g, (code) =>
    decodeURIComponent(code),
  );
}

export function scalarText(value: JsonValue): string {
  if (typeof value === "object" && value !== null) return JSON.stringify(value);
  return String(value);
}

type Encode = (text: string) => string;

/** `[name, value]` pairs of a query, already encoded (OpenAPI, "Style Values"). */
export function queryPairs(
  recipe: Pick<ParameterRecipe, "name" | "style" | "explode" | "json" | "allowReserved">,
  value: JsonValue,
): [string, string][] {
  const encode: Encode = recipe.allowReserved === true ? encodeReserved : percentEncode;
  const name = percentEncode(recipe.name);
  if (recipe.json === true) return [[name, percentEncode(JSON.stringify(value))]];
  if (Array.isArray(value)) {
    if (recipe.style === "deepObject") return deepItems(name, value);
    const items = value.map((item) => encode(scalarText(item)));
    if (recipe.explode) return items.map((item) => [name, item]);
    return items.length === 0 ? [] : [[name, items.join(delimiterOf(recipe.style))]];
  }
  if (isJsonObject(value)) {
    const members = Object.entries(value);
    if (recipe.style === "deepObject") return members.flatMap((member) => deepPairs(name, member));
    const encoded = members.map(([key, member]): [string, string] => [
      percentEncode(key),
      encode(scalarText(member)),
    ]);
    if (recipe.explode) return encoded;
    return encoded.length === 0 ? [] : [[name, encoded.flat().join(delimiterOf(recipe.style))]];
  }
  return [[name, value === null ? "" : encode(scalarText(value))]];
}

/** `filter[a][b]=1`; what the specification leaves open is as nearly every service has it. */
function deepPairs(name: string, [key, value]: [string, JsonValue]): [string, string][] {
  const inner = `${name}%5B${percentEncode(key)}%5D`;
  if (Array.isArray(value)) return deepItems(inner, value);
  if (isJsonObject(value)) {
    return Object.entries(value).flatMap((member) => deepPairs(inner, member));
  }
  return [[inner, value === null ? "" : percentEncode(scalarText(value))]];
}

/** `expand[]=a&expand[]=b`; of objects `items[0][price]=a`. */
function deepItems(name: string, items: readonly JsonValue[]): [string, string][] {
  return items.flatMap((item, index): [string, string][] =>
    isJsonObject(item)
      ? Object.entries(item).flatMap((member) => deepPairs(`${name}%5B${index}%5D`, member))
      : [[`${name}%5B%5D`, percentEncode(scalarText(item))]],
  );
}

function delimiterOf(style: ParameterRecipe["style"]): string {
  if (style === "spaceDelimited") return "%20";
  return style === "pipeDelimited" ? "%7C" : ",";
}

/** A path parameter in its style, encoded: it never leaves its step. */
export function pathText(recipe: ParameterRecipe, value: JsonValue): string {
  const { style, explode } = recipe;
  if (recipe.json === true) return percentEncode(JSON.stringify(value));
  const name = percentEncode(recipe.name);
  const separator = style === "label" && explode ? "." : style === "matrix" && explode ? ";" : ",";
  if (Array.isArray(value)) {
    const items = value.map((item) => percentEncode(scalarText(item)));
    if (style === "matrix" && explode) return items.map((item) => `;${name}=${item}`).join("");
    return `${prefixOf(style, name)}${items.join(separator)}`;
  }
  if (isJsonObject(value)) {
    const members = Object.entries(value).map(
      ([key, member]) =>
        `${percentEncode(key)}${explode ? "=" : ","}${percentEncode(scalarText(member))}`,
    );
    if (style === "matrix" && explode) return members.map((member) => `;${member}`).join("");
    return `${prefixOf(style, name)}${members.join(separator)}`;
  }
  return `${prefixOf(style, name)}${percentEncode(scalarText(value))}`;
}

function prefixOf(style: ParameterRecipe["style"], name: string): string {
  if (style === "label") return ".";
  return style === "matrix" ? `;${name}=` : "";
}

/** Style `simple`, not encoded: a header has no encoding of its own (RFC 9110, section 5.5). */
export function headerText(recipe: ParameterRecipe, value: JsonValue): string {
  const text = simpleText(recipe, value);
  if (!/^[\t\x20-\x7e]*$/.test(text)) {
    throw new InputError(`\`${recipe.input}\` has characters that a header cannot have`);
  }
  return text;
}

function simpleText({ json, explode }: ParameterRecipe, value: JsonValue): string {
  if (json === true) return JSON.stringify(value);
  if (Array.isArray(value)) return value.map(scalarText).join(",");
  if (!isJsonObject(value)) return scalarText(value);
  return Object.entries(value)
    .map(([key, member]) => `${key}${explode ? "=" : ","}${scalarText(member)}`)
    .join(",");
}
