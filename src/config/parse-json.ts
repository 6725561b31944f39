import type { DiagnosticCode } from "../diagnostics/codes.ts";
import { codemodeError } from "../diagnostics/error.ts";

/**
 * Parses a JSON file; a byte order mark is allowed.
 *
 * @throws CodemodeError of the given code, with the place of the error
 */
export function parseJsonFile(file: string, text: string, code: DiagnosticCode): unknown {
  const json = text.startsWith("\uFEFF") ? text.slice(1) : text;
  try {
    return JSON.parse(json);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const offset = errorOffset(message, json);
    throw codemodeError(code, `${file} is not valid JSON: ${firstClause(message)}.`, {
      location: { file, ...placeOf(json, offset) },
      cause: error,
    });
  }
}

/** V8 names the offset in most messages; where it does not, the text ended too early or the message quotes it. */
function errorOffset(message: string, json: string): number {
  const position = /at position (\d+)/.exec(message);
  if (position !== null) return Number(position[1]);
  const token = /^Unexpected token '(.)', "(.*)" is not valid JSON$/su.exec(message);
  const start = token === null ? -1 : json.indexOf(token[2] as string);
  return start === -1 ? json.length : start + (token?.[2] as string).indexOf(token?.[1] as string);
}

function firstClause(message: string): string {
  return message.replace(/ at position .*$| in JSON.*$/s, "").replace(/, "(?:.|\n)*$/, "");
}

function placeOf(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset).split("\n");
  return { line: before.length, column: (before.at(-1) as string).length + 1 };
}
