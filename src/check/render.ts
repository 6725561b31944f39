import { isFileLocation, type Diagnostic } from "../diagnostics/diagnostic.ts";
import { escapeForTerminal } from "../diagnostics/terminal.ts";
import { createLineTable } from "./positions.ts";

/** The longest source line that is shown, in characters; a longer one is cut around the place. */
const MAX_SOURCE_LINE = 120;

/** A longer hint is given once; where it holds again, the line is named at which it was given. */
const MAX_REPEATED = 40;

/** The longest text, in characters. */
const MAX_TEXT = 8 * 1024;

/**
 * The diagnostics of a refused program as a model reads them best: each line of the program once, what is wrong with it
 * and what to do; the same advice once. No carets, no compiler codes.
 * @param source the program as it was checked
 * @returns text with a final line feed
 */
export function renderFindings(diagnostics: readonly Diagnostic[], source: string): string {
  const errors = diagnostics.filter(({ severity }) => severity === "error").length;
  const lines = [
    `The program was refused: ${errors} error${errors === 1 ? "" : "s"}. Nothing was executed.`,
    ...renderItems(diagnostics, source),
  ];
  const text = `${lines.map(escapeLine).join("\n")}\n`;
  return text.length <= MAX_TEXT ? text : `${text.slice(0, MAX_TEXT)}\n... (cut)\n`;
}

function renderItems(diagnostics: readonly Diagnostic[], source: string): string[] {
  const table = createLineTable(source);
  const lines: string[] = [];
  /** The line of the program at which each hint was given. */
  const given = new Map<string, number>();
  let lastLine = 0;
  let lastHint: string | undefined;
  for (const { message, hint, location } of diagnostics) {
    if (location !== undefined && isFileLocation(location) && location.line !== lastLine) {
      lastLine = location.line;
      lines.push(`${lastLine}| ${excerpt(table.lineText(lastLine), location.column)}`);
    }
    lines.push(`  - ${message}`);
    if (hint !== undefined && hint !== lastHint) {
      const before = given.get(hint);
      lines.push(
        `    ${before === undefined || hint.length <= MAX_REPEATED ? hint : `As in line ${before}.`}`,
      );
      given.set(hint, before ?? lastLine);
    }
    lastHint = hint;
  }
  return lines;
}

function excerpt(line: string, column: number): string {
  const text = line.trim();
  if (text.length <= MAX_SOURCE_LINE) return text;
  const indent = line.length - line.trimStart().length;
  const from = Math.max(0, column - 1 - indent - MAX_SOURCE_LINE / 2);
  const cut = text.slice(from, from + MAX_SOURCE_LINE);
  return `${from > 0 ? "..." : ""}${cut}${from + MAX_SOURCE_LINE < text.length ? "..." : ""}`;
}

/** Names come from servers and lines from programs: neither may begin a line of its own, or move a cursor. */
function escapeLine(line: string): string {
  return escapeForTerminal(line).replaceAll("\n", "\\n");
}
