import type { DiagnosticCode } from "../diagnostics/codes.ts";

/** Something wrong with a program, before it is made a diagnostic: the place is in offsets of the source. */
export interface Finding {
  code: DiagnosticCode;
  message: string;
  hint?: string;
  /** The compiler's own message. */
  detail?: string;
  start: number;
  end: number;
}

export function findingAt(
  code: DiagnosticCode,
  node: { start: number; end: number },
  message: string,
  hint?: string,
): Finding {
  const { start, end } = node;
  return { code, message, start, end, ...(hint === undefined ? {} : { hint }) };
}
