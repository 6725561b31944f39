import { isJsonObject, type JsonObject, type JsonValue } from "../../json.ts";
import { isJsonType, isMediaType } from "../media-type.ts";
import { own, ownText } from "../own.ts";
import type { BodyRecipe, PartRecipe } from "../recipe.ts";
import { InputError, queryPairs, scalarText } from "./encode.ts";
import { multipartBody, type Part } from "./multipart.ts";

export interface EncodedBody {
  body: string | Uint8Array;
  contentType: string;
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
      return multipartBody(partsOfForm(recipe, objectBody(value)));
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
          ...(isJsonPart(part, member) ? { json: true as const } : {}),
        },
        member,
      );
    })
    .map(([name, text]) => `${name}=${text}`)
    .join("&");
}

function isJsonPart(part: PartRecipe | undefined, member: JsonValue): boolean {
  const isSaid = part?.mediaType !== undefined && isJsonType(part.mediaType);
  return part?.style === undefined && (isJsonObject(member) || isSaid);
}

function partsOfForm(recipe: BodyRecipe, value: JsonObject): Part[] {
  const parts = new Map(recipe.parts);
  return Object.entries(value).flatMap(([name, member]) =>
    (Array.isArray(member) ? member : [member]).map((item) =>
      formPart(name, item, parts.get(name) ?? {}),
    ),
  );
}

function formPart(name: string, value: JsonValue, part: PartRecipe): Part {
  if (part.binary === true) {
    const bytes = decodeBase64(isJsonObject(value) ? (own(value, "blob") ?? null) : value, name);
    const mediaType = ownText(value, "mimeType") ?? part.mediaType ?? "application/octet-stream";
    if (!isMediaType(mediaType)) throw new InputError(`\`${name}\` has no media type`);
    return { name, filename: ownText(value, "filename") ?? name, mediaType, bytes };
  }
  const mediaType = part.mediaType ?? (isJsonObject(value) ? "application/json" : null);
  return { name, filename: null, mediaType, bytes: Buffer.from(scalarText(value)) };
}

/** RFC 4648, both alphabets; anything else is refused, where `Buffer` would pass over it. */
function decodeBase64(value: JsonValue, name: string): Uint8Array<ArrayBuffer> {
  if (typeof value !== "string" || !/^[A-Za-z0-9+/_-]*={0,2}$/.test(value)) {
    throw new InputError(`\`${name}\` is not base64`);
  }
  return new Uint8Array(Buffer.from(value, "base64"));
}
