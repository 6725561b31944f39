import { isFileLocation, type Diagnostic } from "../diagnostics/diagnostic.ts";
import { escapeForTerminal } from "../diagnostics/terminal.ts";
import { createLineTable } from "./positions.ts";

/** The longest source line that is shown, in characters; a longer one is cut around the place. */
const MAX_SOURCE_LINE = 120;

/** The longest text, in characters. */
const MAX_TEXT = 8 * 1024;

/**
 * The diagnostics of a refused program as a model reads them best: each line of the program once, what is wrong with it,
 * and the advice of all that has the same advice once, at the end. No carets, no compiler codes.
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
  const hints = sharedHints(diagnostics);
  let lastLine = 0;
  for (const { message, hint, location } of diagnostics) {
    if (location !== undefined && isFileLocation(location) && location.line !== lastLine) {
      lastLine = location.line;
      lines.push(`${lastLine}| ${excerpt(table.lineText(lastLine), location.column)}`);
    }
    lines.push(`  - ${message}`);
    if (hint !== undefined && !hints.has(hint)) lines.push(`    ${hint}`);
  }
  return [...lines, ...hints];
}

/** Hints that more than one diagnostic has. */
function sharedHints(diagnostics: readonly Diagnostic[]): Set<string> {
  const seen = new Set<string>();
  const shared = new Set<string>();
  for (const { hint } of diagnostics) {
    if (hint === undefined) continue;
    if (seen.has(hint)) shared.add(hint);
    seen.add(hint);
  }
  return shared;
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
