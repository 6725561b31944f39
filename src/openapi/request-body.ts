import { isJsonObject, type JsonObject, type JsonValue } from "../json.ts";
import { bareMediaType, isJsonType, isMediaType, isTextType } from "./media-type.ts";
import type { Operation } from "./operations.ts";
import { own, ownObject, ownText } from "./own.ts";
import { BODY_INPUT } from "./parameters.ts";
import type { BodyRecipe, PartRecipe } from "./recipe.ts";
import type { Place, References } from "./references.ts";

export interface InputBody {
  recipe: BodyRecipe;
  required: boolean;
  description: string | null;
  /** `null`: bytes, as base64. */
  schema: Place | null;
}

type BodyKind = BodyRecipe["kind"];

/** In the order in which one of several media types is chosen. */
const KINDS: readonly [BodyKind, (type: string) => boolean][] = [
  ["json", isJsonType],
  ["form", (type) => bareMediaType(type) === "application/x-www-form-urlencoded"],
  ["multipart", (type) => bareMediaType(type) === "multipart/form-data"],
  ["text", isTextType],
  ["binary", () => true],
];

/** The body of a request under the one media type that it is sent in; `null` for none. */
export function readRequestBody(operation: Operation, references: References): InputBody | null {
  const given = own(operation.node, "requestBody");
  // RFC 9110, section 9.3.1: content in a GET has no meaning, and `fetch` sends none.
  if (given === undefined || operation.method === "get" || operation.method === "head") return null;
  const place = references.follow({ node: given, file: operation.file });
  const types = Object.entries(ownObject(place?.node, "content") ?? {}).filter(([type]) =>
    isMediaType(type),
  );
  for (const [kind, matches] of KINDS) {
    const found = types.find(([type]) => matches(type));
    if (found === undefined || place === null) continue;
    const [type, media] = found;
    const schema: Place = { node: own(media, "schema") ?? {}, file: place.file };
    return {
      recipe: {
        input: BODY_INPUT,
        kind,
        mediaType: type.includes("*") ? concreteType(kind) : type,
        parts: kind === "form" || kind === "multipart" ? readParts(media, schema, references) : [],
      },
      required: own(place.node, "required") === true,
      description: ownText(place.node, "description"),
      schema: kind === "binary" ? null : kind === "text" ? textSchema(place) : schema,
    };
  }
  return null;
}

function concreteType(kind: BodyKind): string {
  if (kind === "json") return "application/json";
  return kind === "text" ? "text/plain" : "application/octet-stream";
}

/** Written by the program as it is sent: nothing of ours makes XML of an object. */
function textSchema({ file }: Place): Place {
  return { node: { type: "string" }, file };
}

/** OpenAPI, "Encoding Object": by property, where it says anything or the property is a file. */
function readParts(
  media: JsonValue,
  schema: Place,
  references: References,
): [string, PartRecipe][] {
  const resolved = references.follow(schema);
  const encodings = ownObject(media, "encoding") ?? {};
  const properties = ownObject(resolved?.node, "properties") ?? {};
  const names = new Set([...Object.keys(properties), ...Object.keys(encodings)]);
  return [...names].flatMap((name): [string, PartRecipe][] => {
    const property =
      resolved === null
        ? null
        : references.follow({ node: own(properties, name) ?? {}, file: resolved.file });
    const part = readPart(own(encodings, name), property?.node ?? null);
    return Object.keys(part).length === 0 ? [] : [[name, part]];
  });
}

const PART_STYLES = ["form", "spaceDelimited", "pipeDelimited", "deepObject"] as const;

function readPart(encoding: JsonValue | undefined, property: JsonObject | null): PartRecipe {
  const style = PART_STYLES.find((one) => one === ownText(encoding, "style"));
  const explode = own(encoding, "explode");
  const type = ownText(encoding, "contentType")?.split(",")[0]?.trim() ?? "";
  return {
    ...(style === undefined ? {} : { style }),
    ...(typeof explode === "boolean" ? { explode } : {}),
    ...(isMediaType(type) && !type.includes("*") ? { mediaType: type } : {}),
    ...(isBinary(property) ? { binary: true as const } : {}),
  };
}

/** Bytes: `format: binary` up to 3.0, a media type without an encoding from 3.1 on. */
export function isBinary(schema: JsonValue | null): boolean {
  if (!isJsonObject(schema)) return false;
  if (own(schema, "format") === "binary") return true;
  const items = own(schema, "items");
  if (own(schema, "type") === "array" && isJsonObject(items)) return isBinary(items);
  const type = ownText(schema, "contentMediaType");
  return type !== null && own(schema, "contentEncoding") === undefined && !isTextType(type);
}
