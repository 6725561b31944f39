import { INVISIBLE, isPrintableAscii } from "./invisible.ts";
import type { Doc } from "./types.ts";

/**
 * Texts from servers, made safe once: what has passed here has visible characters and line feeds only, is bounded,
 * and cannot end a comment.
 */

export const NO_DOC: Doc = { text: "", tags: [] };

/** UTF-16 units of one description. */
const MAX_TEXT = 4096;
const MAX_LINES = 200;

/** Line ends of all kinds (Unicode newline guidelines): they become line feeds. */
const LINE_ENDS = /\r\n?|[\v\f\u0085\u2028\u2029]/g;

/** A text of one or more lines, at most 4,096 UTF-16 units and 200 lines of it, with a marker where it was cut. */
export function safeText(text: string): string {
  // Most descriptions are one plain line.
  if (text.length <= MAX_TEXT && isPrintableAscii(text)) return breakCommentEnd(text.trim());
  // What is far too long is not even read: the marker says so.
  const readable = cut(text, MAX_TEXT * 4);
  const visible = isPrintableAscii(readable) ? readable : removeInvisible(readable);
  const lines = visible.split("\n").map((line) => line.trimEnd());
  const short = cut(collapseBlank(lines).slice(0, MAX_LINES).join("\n"), MAX_TEXT);
  const isCut = readable !== text || short.length < collapseBlank(lines).join("\n").length;
  const body = breakCommentEnd(short.trim());
  return isCut ? `${body}\n[cut: the description has ${text.length} characters]` : body;
}

/** A text on one line. */
export function safeLine(text: string, maxLength = 300): string {
  const readable = cut(text, maxLength * 4);
  const visible = isPrintableAscii(readable) ? readable : removeInvisible(readable);
  const line = visible.replaceAll(/\s+/g, " ").trim();
  const isCut = readable !== text || line.length > maxLength;
  return breakCommentEnd(isCut ? `${cut(line, maxLength)}...` : line);
}

function removeInvisible(text: string): string {
  return text
    .replaceAll(LINE_ENDS, "\n")
    .replaceAll("\t", "  ")
    .replaceAll(/\p{Surrogate}/gu, "\ufffd")
    .split("\n")
    .map((line) => line.replaceAll(INVISIBLE, ""))
    .join("\n");
}

/** Never between the halves of a surrogate pair. */
function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  const last = text.charCodeAt(length - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? length - 1 : length);
}

function collapseBlank(lines: readonly string[]): string[] {
  return lines.filter((line, index) => line !== "" || lines[index - 1] !== "");
}

function breakCommentEnd(text: string): string {
  return text.replaceAll("*/", "*\\/");
}

/** Whether two texts are the same but for case, spaces and punctuation. */
export function sameLetters(a: string, b: string): boolean {
  return lettersOf(a) === lettersOf(b);
}

function lettersOf(text: string): string {
  return text.toLowerCase().replaceAll(/[^a-z0-9]/g, "");
}
