import { createHash } from "node:crypto";

/** SHA-256 (hex) of a text file. Line ends do not count: Git may have turned them into CRLF. */
export function digestText(text: string): string {
  return createHash("sha256").update(normalizeLines(text)).digest("hex");
}

export function normalizeLines(text: string): string {
  return text.includes("\r") ? text.replaceAll("\r\n", "\n") : text;
}
