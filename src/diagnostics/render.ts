import { styleText } from "node:util";
import { DIAGNOSTIC_CODES, type CodeEntry } from "./codes.ts";
import { isFileLocation, type Diagnostic, type Severity } from "./diagnostic.ts";
import { escapeForTerminal, escapeLineForTerminal } from "./terminal.ts";

export interface RenderOptions {
  /** Whether ANSI colours may be used; default no. */
  colour?: boolean;
  /** Whether the underlying tool's own words are shown as well; default no. */
  verbose?: boolean;
}

/** What is shown of a detail without `--verbose`. */
const MAX_DETAIL_LINES = 20;

const SEVERITY_STYLE = { error: "red", warning: "yellow", info: "cyan" } as const;

/**
 * A diagnostic as a person reads it, without a final line feed: `error CODE place: message`, then the hint. Control
 * characters are escaped, because messages quote servers and programs.
 */
export function renderDiagnostic(diagnostic: Diagnostic, options: RenderOptions = {}): string {
  const style = (format: Parameters<typeof styleText>[0], text: string): string =>
    options.colour === true ? styleText(format, text, { validateStream: false }) : text;
  const { code, severity, message, hint, detail } = diagnostic;
  const entry: CodeEntry = DIAGNOSTIC_CODES[code];
  const place = renderPlace(diagnostic);
  const lines = [
    `${style(["bold", SEVERITY_STYLE[severity]], severity)} ${style("dim", code)}${place === "" ? "" : ` ${place}`}: ${indentRest(escapeForTerminal(message))}`,
  ];
  if (hint !== undefined)
    lines.push(`  ${style("dim", "->")} ${indentRest(escapeForTerminal(hint))}`);
  if (detail !== undefined && (options.verbose === true || entry.showDetail === true)) {
    const words = escapeForTerminal(detail.trimEnd()).split("\n");
    const shown = options.verbose === true ? words : lastLines(words);
    lines.push(...shown.map((line) => style("dim", `  | ${line}`)));
  }
  return lines.join("\n");
}

/** The end of a long text, which is where programs say why they ended. */
function lastLines(lines: readonly string[]): readonly string[] {
  return lines.length <= MAX_DETAIL_LINES ? lines : ["...", ...lines.slice(1 - MAX_DETAIL_LINES)];
}

/** Several diagnostics, errors first and otherwise in their order, without a final line feed. */
export function renderDiagnostics(
  diagnostics: readonly Diagnostic[],
  options: RenderOptions = {},
): string {
  const rank: Record<Severity, number> = { error: 0, warning: 1, info: 2 };
  return diagnostics
    .toSorted((a, b) => rank[a.severity] - rank[b.severity])
    .map((diagnostic) => renderDiagnostic(diagnostic, options))
    .join("\n");
}

/** `file:line:column`, or `server.tool` with the pointer into its definition; empty when there is no place. */
function renderPlace({ location }: Diagnostic): string {
  if (location === undefined) return "";
  if (isFileLocation(location)) {
    return escapeLineForTerminal(`${location.file}:${location.line}:${location.column}`);
  }
  const { server, tool, pointer } = location;
  const name = tool === undefined ? server : `${server}.${tool}`;
  return escapeForTerminal(pointer === undefined || pointer === "" ? name : `${name} ${pointer}`);
}

function indentRest(text: string): string {
  return text.replaceAll("\n", "\n  ");
}
