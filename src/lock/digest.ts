import { hash } from "node:crypto";

/** SHA-256 (hex) of a text file. Line ends do not count: Git may have turned them into CRLF. */
export function digestText(text: string): string {
  return hash("sha256", normalizeLines(text), "hex");
}

export function normalizeLines(text: string): string {
  return text.includes("\r") ? text.replaceAll("\r\n", "\n") : text;
}
