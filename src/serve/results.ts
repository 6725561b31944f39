import { renderFindings } from "../check/render.ts";
import type { ExecResult } from "../codemode.ts";
import { isFileLocation, type Diagnostic } from "../diagnostics/diagnostic.ts";
import { renderDiagnostics } from "../diagnostics/render.ts";
import type { JsonValue } from "../json.ts";

/**
 * What became of a program, as a model reads it: why it was refused; or what it logged, why it failed, and what it
 * returned.
 */
export function renderExecution(result: ExecResult, source: string): string {
  if (!result.executed) return renderFindings(result.diagnostics, source).trimEnd();
  const parts: string[] = [];
  if (result.logs.length > 0) {
    parts.push(`Logs:\n${result.logs.map(({ text }) => text).join("\n")}`);
  }
  if (result.diagnostics.length > 0) parts.push(renderDiagnostics(result.diagnostics));
  if (result.result !== undefined) {
    const text = renderValue(result.result);
    parts.push(parts.length === 0 ? text : `Result:\n${text}`);
  } else if (result.ok && parts.length === 0) {
    parts.push("The program ran to its end and returned nothing.");
  }
  return parts.join("\n\n");
}

function renderValue(value: JsonValue): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** The same for programs: the shape that the tool's output schema declares. */
export function structureExecution(result: ExecResult): ExecutionContent {
  return {
    ok: result.ok,
    executed: result.executed,
    ...(result.result === undefined ? {} : { result: result.result }),
    logs: result.logs.map(({ level, text }) => ({ level, text })),
    calls: result.calls.map(({ server, tool, ok, code }) => ({
      tool: `${server}.${tool}`,
      ok,
      ...(code === undefined ? {} : { code }),
    })),
    diagnostics: result.diagnostics.map(structureDiagnostic),
  };
}

export interface ExecutionContent extends Record<string, unknown> {
  ok: boolean;
  executed: boolean;
  result?: JsonValue;
  logs: { level: string; text: string }[];
  calls: { tool: string; ok: boolean; code?: string }[];
  diagnostics: FlatDiagnostic[];
}

interface FlatDiagnostic {
  code: string;
  severity: string;
  message: string;
  hint?: string;
  line?: number;
  column?: number;
}

function structureDiagnostic({
  code,
  severity,
  message,
  hint,
  location,
}: Diagnostic): FlatDiagnostic {
  const place =
    location !== undefined && isFileLocation(location)
      ? { line: location.line, column: location.column }
      : {};
  return { code, severity, message, ...(hint === undefined ? {} : { hint }), ...place };
}
