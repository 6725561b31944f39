import { isFileLocation, type Diagnostic, type Severity } from "./diagnostic.ts";
import { escapeForTerminal, escapeLineForTerminal } from "./terminal.ts";

const COMMANDS: Record<Severity, string> = { error: "error", warning: "warning", info: "notice" };

/**
 * A diagnostic as a workflow command of GitHub Actions, which shows it beside the line it is about.
 * https://docs.github.com/actions/reference/workflow-commands-for-github-actions
 */
export function renderGithub(diagnostic: Diagnostic): string {
  const { code, severity, message, hint, location } = diagnostic;
  const properties: [string, string][] = [];
  if (location !== undefined && isFileLocation(location)) {
    properties.push(
      // GitHub shows logs as a terminal does: what would move its cursor or turn its text round is escaped here, too.
      ["file", escapeLineForTerminal(location.file)],
      ["line", String(location.line)],
      ["col", String(location.column)],
    );
  }
  properties.push(["title", code]);
  const text = hint === undefined ? message : `${message}\n${hint}`;
  const head = properties.map(([name, value]) => `${name}=${escapeProperty(value)}`).join(",");
  return `::${COMMANDS[severity]} ${head}::${escapeData(escapeForTerminal(text))}`;
}

function escapeData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
