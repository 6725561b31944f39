import { DIAGNOSTIC_CODES, type CodeEntry, type DiagnosticCode } from "./codes.ts";

export type Severity = "error" | "warning" | "info";

/** A place in a text file: 1-based line and column, counted in UTF-16 code units as editors do. */
export interface FileLocation {
  file: string;
  line: number;
  column: number;
  /** Length of the marked text in UTF-16 code units. */
  length?: number;
}

/** A place in what a server advertises: a tool, and a JSON Pointer (RFC 6901) into its definition. */
export interface ServerLocation {
  server: string;
  tool?: string;
  pointer?: string;
}

/** One thing a user or a model can act on: what happened, where, and what to do next. */
export interface Diagnostic {
  code: DiagnosticCode;
  severity: Severity;
  message: string;
  /** An imperative: the exact command, option or edit that mends it. */
  hint?: string;
  location?: FileLocation | ServerLocation;
  /** The underlying tool's own words (compiler message, server stderr), never shown first. */
  detail?: string;
}

/** Makes a diagnostic with the severity and, unless given, the hint that the registry has for its code. */
export function createDiagnostic(
  code: DiagnosticCode,
  message: string,
  extra: Partial<Omit<Diagnostic, "code" | "message">> = {},
): Diagnostic {
  const entry: CodeEntry = DIAGNOSTIC_CODES[code];
  return {
    code,
    severity: entry.severity,
    message,
    ...(entry.hint === undefined ? {} : { hint: entry.hint }),
    ...extra,
  };
}

export function isFileLocation(location: FileLocation | ServerLocation): location is FileLocation {
  return "file" in location;
}
