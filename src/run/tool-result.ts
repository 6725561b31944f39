import { isJsonObject, type JsonObject, type JsonValue } from "../json.ts";
import type { ResultMode } from "../model/types.ts";
import type { Redactor } from "./redact.ts";

/** What a program gets for a tool's result: a value, or the code and text of the error it throws. */
export type ReadResult =
  | { ok: true; value: JsonValue }
  | {
      ok: false;
      code: "RUN_TOOL_ERROR" | "RUN_OUTPUT_INVALID" | "RUN_CONTENT_NOT_TEXT";
      message: string;
    };

/**
 * Reads a `CallToolResult` (MCP 2025-06-18 and later, "Tool Result") as the lock says, never as the data would have it.
 * The structured content of mode `structured` is still to be validated.
 */
export function readToolResult(
  result: JsonObject,
  mode: ResultMode | "raw",
  redact: Redactor,
): ReadResult {
  if (mode === "raw") return { ok: true, value: result };
  const content = Array.isArray(result["content"]) ? result["content"].filter(isJsonObject) : [];
  if (result["isError"] === true) {
    const text = joinText(content);
    return {
      ok: false,
      code: "RUN_TOOL_ERROR",
      message: redact(text === "" ? "the tool reported an error without a text" : text),
    };
  }
  if (mode === "structured") {
    const structured = result["structuredContent"];
    if (structured !== undefined) return { ok: true, value: structured };
    return {
      ok: false,
      code: "RUN_OUTPUT_INVALID",
      message: "the tool has an output schema, but its result has no structured content",
    };
  }
  const other = content.find((block) => !isText(block));
  if (other !== undefined) {
    const type = typeof other["type"] === "string" ? other["type"].slice(0, 40) : "unknown";
    return {
      ok: false,
      code: "RUN_CONTENT_NOT_TEXT",
      message: `the result holds content of type ${JSON.stringify(type)}, which is not text: call it with .raw to have the whole result`,
    };
  }
  if (content.length === 0 && result["structuredContent"] !== undefined) {
    const message = "the result holds structured content only: call it with .raw to have it";
    return { ok: false, code: "RUN_CONTENT_NOT_TEXT", message };
  }
  return { ok: true, value: joinText(content) };
}

function joinText(content: readonly JsonObject[]): string {
  return content
    .filter(isText)
    .map((block) => block["text"])
    .join("\n");
}

function isText(block: JsonObject): block is JsonObject & { text: string } {
  return block["type"] === "text" && typeof block["text"] === "string";
}
