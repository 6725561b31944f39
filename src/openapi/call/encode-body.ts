import { isJsonObject, type JsonObject, type JsonValue } from "../../json.ts";
import { own, ownText } from "../own.ts";
import type { BodyRecipe, PartRecipe } from "../recipe.ts";
import { InputError, queryPairs, scalarText } from "./encode.ts";

export interface EncodedBody {
  body: string | Uint8Array | FormData;
  /** `null`: made with the body, which has a boundary. */
  contentType: string | null;
}

/** The body of a request in the media type of its recipe. */
export function encodeBody(recipe: BodyRecipe, value: JsonValue): EncodedBody {
  const { mediaType } = recipe;
  switch (recipe.kind) {
    case "json":
      return { body: JSON.stringify(value), contentType: mediaType };
    case "text":
      return { body: scalarText(value), contentType: mediaType };
    case "binary":
      return { body: decodeBase64(value, recipe.input), contentType: mediaType };
    case "form":
      return { body: encodeForm(recipe, objectBody(value)), contentType: mediaType };
    default:
      return { body: encodeMultipart(recipe, objectBody(value)), contentType: null };
  }
}

function objectBody(value: JsonValue): JsonObject {
  if (isJsonObject(value)) return value;
  throw new InputError("the body of a form is an object");
}

/** A list repeats its name, an object is one JSON text, unless the document gives a style (OpenAPI, "Encoding Object"). */
function encodeForm(recipe: BodyRecipe, value: JsonObject): string {
  const parts = new Map(recipe.parts);
  return Object.entries(value)
    .flatMap(([name, member]) => {
      const part = parts.get(name);
      const style = part?.style ?? "form";
      return queryPairs(
        {
          name,
          style,
          explode: part?.explode ?? (style === "form" || style === "deepObject"),
          ...(part?.style === undefined && isJsonObject(member) ? { json: true as const } : {}),
        },
        member,
      );
    })
    .map(([name, text]) => `${name}=${text}`)
    .join("&");
}

function encodeMultipart(recipe: BodyRecipe, value: JsonObject): FormData {
  const parts = new Map(recipe.parts);
  const form = new FormData();
  for (const [name, member] of Object.entries(value)) {
    const part = parts.get(name) ?? {};
    for (const item of Array.isArray(member) ? member : [member]) {
      appendPart(form, name, item, part);
    }
  }
  return form;
}

function appendPart(form: FormData, name: string, value: JsonValue, part: PartRecipe): void {
  if (part.binary === true) {
    const bytes = decodeBase64(isJsonObject(value) ? (own(value, "blob") ?? null) : value, name);
    const type = ownText(value, "mimeType") ?? part.mediaType ?? "application/octet-stream";
    form.append(name, new Blob([bytes], { type }), ownText(value, "filename") ?? name);
    return;
  }
  const text = scalarText(value);
  const type = part.mediaType ?? (isJsonObject(value) ? "application/json" : null);
  if (type === null) form.append(name, text);
  else form.append(name, new Blob([text], { type }));
}

/** RFC 4648, both alphabets; anything else is refused, where `Buffer` would pass over it. */
function decodeBase64(value: JsonValue, name: string): Uint8Array<ArrayBuffer> {
  if (typeof value !== "string" || !/^[A-Za-z0-9+/_-]*={0,2}$/.test(value)) {
    throw new InputError(`\`${name}\` is not base64`);
  }
  return new Uint8Array(Buffer.from(value, "base64"));
}
