import { styleText } from "node:util";
import { isFileLocation, type Diagnostic, type FileLocation } from "../diagnostics/diagnostic.ts";
import { renderDiagnostic, type RenderOptions } from "../diagnostics/render.ts";
import { escapeForTerminal } from "../diagnostics/terminal.ts";
import { createLineTable, type LineTable } from "./positions.ts";

/** The longest source line that is shown, in characters; a longer one is cut around the place. */
const MAX_SOURCE_LINE = 100;

/** What a tab is shown as. */
const TAB = "  ";

/**
 * The diagnostics of a refused program as a person reads them at a terminal: each with its place and code, the line of
 * the program with the place marked, and what to do. Control characters of programs and servers are escaped.
 * @param source the program as it was checked
 * @returns text without a final line feed
 */
export function renderForPeople(
  diagnostics: readonly Diagnostic[],
  source: string,
  options: RenderOptions = {},
): string {
  const style = (format: Parameters<typeof styleText>[0], text: string): string =>
    options.colour === true ? styleText(format, text, { validateStream: false }) : text;
  const table = createLineTable(source);
  const items = diagnostics.map(({ hint, ...diagnostic }) => {
    const lines = [renderDiagnostic(diagnostic, options)];
    const { location } = diagnostic;
    if (location !== undefined && isFileLocation(location)) {
      const { line, mark } = excerpt(location, table);
      const number = String(location.line);
      const margin = " ".repeat(number.length);
      lines.push(`  ${style("dim", `${number} |`)} ${line}`);
      lines.push(`  ${style("dim", `${margin} |`)} ${style("red", mark)}`);
    }
    if (hint !== undefined) lines.push(`  ${style("dim", "->")} ${escapeForTerminal(hint)}`);
    return lines.join("\n");
  });
  const errors = diagnostics.filter(({ severity }) => severity === "error").length;
  const end = `Refused: ${errors} error${errors === 1 ? "" : "s"}. Nothing was executed.`;
  return `${items.join("\n\n")}\n\n${end}`;
}

/** The line of a place, and below it the marks, in as many columns as a terminal needs for what stands above. */
function excerpt(
  { line, column, length = 1 }: FileLocation,
  table: LineTable,
): { line: string; mark: string } {
  const text = table.lineText(line);
  const place = Math.min(column - 1, text.length);
  const indent = text.length - text.trimStart().length;
  const from = Math.max(Math.min(indent, place), place - MAX_SOURCE_LINE / 2);
  const to = Math.min(text.length, from + MAX_SOURCE_LINE);
  const before = text.slice(from, place);
  const marked = text.slice(place, Math.min(place + Math.max(length, 1), to));
  const lead = from > indent ? "..." : "";
  return {
    line: `${lead}${show(text.slice(from, to))}${to < text.length ? "..." : ""}`,
    mark: `${" ".repeat(lead.length + widthOf(before))}${"^".repeat(Math.max(1, widthOf(marked)))}`,
  };
}

function show(text: string): string {
  return escapeForTerminal(text.replaceAll("\t", TAB));
}

/** Characters that a terminal shows in two columns: emoji, and the scripts of East Asia. */
const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u;

function widthOf(text: string): number {
  let width = 0;
  for (const character of show(text)) width += WIDE.test(character) ? 2 : 1;
  return width;
}
