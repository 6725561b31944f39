import type { JsonObject, JsonValue } from "../../json.ts";
import { MAX_ERROR_TEXT } from "../limits.ts";
import { bareMediaType, isJsonType, isTextType } from "../media-type.ts";
import type { Recipe, ResponseKind } from "../recipe.ts";

/** What came of a request, its body complete. */
export interface RawResponse {
  status: number;
  statusText: string;
  contentType: string;
  /** Where a redirect leads that was not followed. */
  location: string | null;
  bytes: Buffer;
}

/** A body that is not what the document says. */
export class ResponseError extends Error {
  override readonly name = "ResponseError";
}

/**
 * A response as a `CallToolResult`: its body as structured content, read as the recipe says for its status; an answer
 * that means no success as an error with status and body.
 *
 * @throws ResponseError
 */
export function readResponse(recipe: Recipe, response: RawResponse): JsonObject {
  if (response.status < 200 || response.status > 299) return errorResult(response);
  const kind = kindOf(recipe, response);
  const value = readBody(kind, response);
  return {
    content: kind === "binary" ? [] : [{ type: "text", text: textOf(response) }],
    structuredContent: value,
    _meta: { status: response.status },
  };
}

/** What the document says of this status, of its range, of all; what arrives only where it says nothing. */
function kindOf({ responses }: Recipe, response: RawResponse): ResponseKind {
  const { status, contentType, bytes } = response;
  const kinds = new Map(responses);
  const declared =
    kinds.get(String(status)) ??
    kinds.get(`${String(status)[0] as string}XX`) ??
    kinds.get("default") ??
    "any";
  if (declared !== "any") return declared;
  if (bytes.length === 0) return "none";
  if (isJsonType(contentType)) return "json";
  if (contentType === "" && parseOr(textOf(response), undefined) !== undefined) return "json";
  return isTextType(contentType) ? "text" : "binary";
}

function readBody(kind: ResponseKind, response: RawResponse): JsonValue {
  const { contentType, bytes } = response;
  switch (kind) {
    case "none":
      return null;
    case "text":
      return textOf(response);
    case "binary":
      return {
        mimeType: bareMediaType(contentType) || "application/octet-stream",
        blob: bytes.toString("base64"),
      };
    default:
      try {
        return JSON.parse(textOf(response)) as JsonValue;
      } catch {
        const type = bareMediaType(contentType) || "no media type";
        throw new ResponseError(`the body (${type}, ${bytes.length} bytes) is not JSON`);
      }
  }
}

/** In the charset that the answer names, UTF-8 where it names none that is known; without a byte order mark. */
function textOf({ contentType, bytes }: RawResponse): string {
  const [, charset = "utf-8"] = /;\s*charset\s*=\s*"?([\w.:-]{1,40})/i.exec(contentType) ?? [];
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    return new TextDecoder().decode(bytes);
  }
}

function errorResult(response: RawResponse): JsonObject {
  const { status, statusText, contentType, location } = response;
  const text = textOf(response);
  const isText = isJsonType(contentType) || isTextType(contentType);
  const shown = isText ? text.slice(0, MAX_ERROR_TEXT) : "";
  const to = location === null ? "" : `\nLocation: ${location.slice(0, MAX_ERROR_TEXT)}`;
  return {
    isError: true,
    content: [
      { type: "text", text: `${`HTTP ${status} ${statusText}`.trim()}${to}\n${shown}`.trim() },
    ],
    structuredContent: {
      status,
      body: isJsonType(contentType) ? parseOr(text, shown) : shown,
      ...(location === null ? {} : { location }),
    },
  };
}

function parseOr<Otherwise>(text: string, otherwise: Otherwise): JsonValue | Otherwise {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return otherwise;
  }
}
