import { isSpecType, type CallToolResult } from "@modelcontextprotocol/server";
import { isJsonObject, type JsonObject, type JsonValue } from "../json.ts";

/** A content block of MCP ("Tool Result"): text, image, audio, embedded resource or resource link. */
export type ContentBlock = CallToolResult["content"][number];

/** A program's result, divided into what is shown as data and what is passed on as MCP content. */
export interface DividedResult {
  /** What is left to be shown as text; `undefined` where the result was nothing but content. */
  data: JsonValue | undefined;
  blocks: ContentBlock[];
}

/**
 * Finds the content blocks in a result. A `CallToolResult` that has nothing but content, and a list of blocks that are not
 * all texts, are content as a whole, in their order. Anywhere else, each block that is no text is taken out, and a
 * reference stands in its place: `{ "type": "image", "mimeType": "image/png", "contentBlock": 1 }`.
 *
 * A block counts only if the specification's own schema accepts it: one malformed block would make the client refuse the
 * whole answer. What is malformed stays data.
 *
 * @param result bounded in depth
 * @param first the number of the first block in the answer's content, from 0
 */
export function divideResult(result: JsonValue, first: number): DividedResult {
  const whole = readWhole(result);
  if (whole !== null) return { data: undefined, blocks: whole };
  return takeBlocks(result, first);
}

/** The same result with references in the place of blocks, and nothing else changed: its bytes are in the content already. */
export function referToBlocks(result: JsonValue, first: number): JsonValue {
  const whole = readWhole(result);
  // The texts of a whole take numbers, too.
  return takeBlocks(result, first, whole !== null).data;
}

function takeBlocks(
  result: JsonValue,
  first: number,
  textsCount = false,
): { data: JsonValue; blocks: ContentBlock[] } {
  const blocks: ContentBlock[] = [];
  const walk = (value: JsonValue): JsonValue => {
    if (Array.isArray(value)) return value.map(walk);
    if (!isJsonObject(value)) return value;
    if (textsCount && isBlock(value) && value["type"] === "text") blocks.push(value);
    else if (isMedia(value)) {
      const reference = referTo(value, first + blocks.length);
      blocks.push(value);
      return reference;
    }
    // Not by assignment: a key may be `__proto__`.
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, walk(member)]));
  };
  return { data: walk(result), blocks };
}

/** The blocks of a result that is content and nothing else; `null` when it is more or other than that. */
function readWhole(result: JsonValue): ContentBlock[] | null {
  if (isMedia(result)) return [result];
  if (Array.isArray(result)) return result.some(isMedia) ? readBlocks(result) : null;
  if (!isJsonObject(result)) return null;
  const { content, isError, _meta, ...others } = result;
  // Structured content and an error flag must not be lost: they are shown with the rest.
  if (!Array.isArray(content) || content.length === 0) return null;
  if (isError === true || Object.keys(others).length > 0) return null;
  return readBlocks(content);
}

function readBlocks(values: readonly JsonValue[]): ContentBlock[] | null {
  const blocks: ContentBlock[] = [];
  for (const value of values) {
    if (!isBlock(value) || !(isMedia(value) || hasNoMore(value))) return null;
    blocks.push(value);
  }
  return blocks;
}

/** A text with members of other meaning is somebody's data. */
function hasNoMore(text: JsonObject): boolean {
  return Object.keys(text).every((key) => TEXT_MEMBERS.has(key));
}

const TEXT_MEMBERS: ReadonlySet<string> = new Set(["type", "text", "annotations", "_meta"]);

function isMedia(value: JsonValue): value is ContentBlock & JsonObject {
  return isBlock(value) && value["type"] !== "text";
}

function isBlock(value: JsonValue): value is ContentBlock & JsonObject {
  // Cheap before dear: the schema is asked only of what looks like one.
  if (!isJsonObject(value) || typeof value["type"] !== "string") return false;
  return isSpecType.ContentBlock(value);
}

/** What is known of a block without its bytes. */
function referTo(block: ContentBlock, contentBlock: number): JsonObject {
  switch (block.type) {
    case "image":
    case "audio":
      return { type: block.type, mimeType: block.mimeType, contentBlock };
    case "resource":
      return { type: block.type, uri: block.resource.uri, contentBlock };
    case "resource_link":
      return { type: block.type, uri: block.uri, name: block.name, contentBlock };
    default:
      return { type: block.type, contentBlock };
  }
}
