import { renderFindings } from "../check/render.ts";
import type { ExecResult } from "../codemode.ts";
import { isFileLocation, type Diagnostic } from "../diagnostics/diagnostic.ts";
import { renderDiagnostics } from "../diagnostics/render.ts";
import type { JsonValue } from "../json.ts";
import { divideResult, referToBlocks, type ContentBlock } from "./content.ts";

/** What became of a program, as the `execute` tool answers: the same for models and for programs. */
export interface RenderedExecution {
  /**
   * Texts and media that a program returned (images, audio, resources) as content of their kind; everything else as one
   * text before them.
   */
  content: ContentBlock[];
  /** The shape that the tool's output schema declares. Media are references into `content`. */
  structuredContent: ExecutionContent;
}

export function renderExecution(result: ExecResult, source: string): RenderedExecution {
  const whole = result.result === undefined ? null : divideResult(result.result, 0);
  const text = renderText(result, source, whole?.data);
  // Nothing but content, and nothing to say of it: it stands alone.
  const isBare = text === "" && whole !== null && whole.blocks.length > 0;
  const first = isBare ? 0 : 1;
  if (result.result === undefined || whole === null || whole.blocks.length === 0) {
    return {
      content: [{ type: "text", text }],
      structuredContent: structureExecution(result, result.result),
    };
  }
  const { data, blocks } = divideResult(result.result, first);
  const head: ContentBlock[] = isBare
    ? []
    : [{ type: "text", text: renderText(result, source, data) }];
  return {
    content: [...head, ...blocks],
    structuredContent: structureExecution(result, referToBlocks(result.result, first)),
  };
}

/**
 * What became of a program, as a model reads it: why it was refused; or what it logged, why it failed, and what it
 * returned.
 * @param data what it returned, so far as that is shown as text
 */
function renderText(result: ExecResult, source: string, data: JsonValue | undefined): string {
  if (!result.executed) return renderFindings(result.diagnostics, source).trimEnd();
  const parts: string[] = [];
  if (result.logs.length > 0) {
    parts.push(`Logs:\n${result.logs.map(({ text }) => text).join("\n")}`);
  }
  if (result.diagnostics.length > 0) parts.push(renderDiagnostics(result.diagnostics));
  if (data !== undefined) {
    const text = renderValue(data);
    parts.push(parts.length === 0 ? text : `Result:\n${text}`);
  } else if (result.ok && parts.length === 0 && result.result === undefined) {
    parts.push("The program ran to its end and returned nothing.");
  }
  return parts.join("\n\n");
}

function renderValue(value: JsonValue): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function structureExecution(result: ExecResult, value: JsonValue | undefined): ExecutionContent {
  return {
    ok: result.ok,
    executed: result.executed,
    ...(value === undefined ? {} : { result: value }),
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
