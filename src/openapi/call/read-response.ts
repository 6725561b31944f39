import type { JsonObject, JsonValue } from "../../json.ts";
import { MAX_ERROR_TEXT } from "../limits.ts";
import { bareMediaType, isJsonType, isTextType } from "../media-type.ts";
import type { Recipe, ResponseKind } from "../recipe.ts";

/** What came of a request, its body complete. */
export interface RawResponse {
  status: number;
  statusText: string;
  contentType: string;
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
    content: kind === "binary" ? [] : [{ type: "text", text: response.bytes.toString("utf8") }],
    structuredContent: value,
    _meta: { status: response.status },
  };
}

/** What the document says of this status, of its range, of all; what arrives only where it says nothing. */
function kindOf({ responses }: Recipe, { status, contentType, bytes }: RawResponse): ResponseKind {
  const kinds = new Map(responses);
  const declared =
    kinds.get(String(status)) ??
    kinds.get(`${String(status)[0] as string}XX`) ??
    kinds.get("default");
  if (declared !== undefined) return declared;
  if (bytes.length === 0) return "none";
  if (isJsonType(contentType)) return "json";
  return isTextType(contentType) ? "text" : "binary";
}

function readBody(kind: ResponseKind, { contentType, bytes }: RawResponse): JsonValue {
  switch (kind) {
    case "none":
      return null;
    case "text":
      return bytes.toString("utf8");
    case "binary":
      return {
        mimeType: bareMediaType(contentType) || "application/octet-stream",
        blob: bytes.toString("base64"),
      };
    default:
      try {
        return JSON.parse(bytes.toString("utf8")) as JsonValue;
      } catch {
        const type = bareMediaType(contentType) || "no media type";
        throw new ResponseError(`the body (${type}, ${bytes.length} bytes) is not JSON`);
      }
  }
}

function errorResult({ status, statusText, contentType, bytes }: RawResponse): JsonObject {
  const text = bytes.toString("utf8");
  const isText = isJsonType(contentType) || isTextType(contentType);
  const shown = isText ? text.slice(0, MAX_ERROR_TEXT) : "";
  return {
    isError: true,
    content: [{ type: "text", text: `HTTP ${status} ${statusText}\n${shown}`.trim() }],
    structuredContent: { status, body: isJsonType(contentType) ? parseOr(text, shown) : shown },
  };
}

function parseOr(text: string, otherwise: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return otherwise;
  }
}
