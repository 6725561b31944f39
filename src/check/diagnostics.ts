import { createDiagnostic, type Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Finding } from "./finding.ts";
import { createLineTable } from "./positions.ts";

/** How many diagnostics of one program are shown. */
export const MAX_DIAGNOSTICS = 20;

/** The name of the program in diagnostics, whatever file it came from: callers that know one replace it. */
export const PROGRAM_FILE = "program.ts";

/** Diagnostics with places in the program as written: in its order, each once, and not too many. */
export function createDiagnostics(findings: readonly Finding[], source: string): Diagnostic[] {
  const lines = createLineTable(source);
  const sorted = [...findings].sort((a, b) => a.start - b.start || a.end - b.end);
  const diagnostics = sorted.slice(0, MAX_DIAGNOSTICS).map((finding) => {
    const { line, column } = lines.positionAt(finding.start);
    return createDiagnostic(finding.code, finding.message, {
      location: {
        file: PROGRAM_FILE,
        line,
        column,
        ...(finding.end > finding.start ? { length: finding.end - finding.start } : {}),
      },
      ...(finding.hint === undefined ? {} : { hint: finding.hint }),
      ...(finding.detail === undefined ? {} : { detail: finding.detail }),
    });
  });
  const left = sorted.length - diagnostics.length;
  if (left > 0) {
    diagnostics.push(createDiagnostic("CHECK_TOO_MANY", `${left} more errors are not shown.`));
  }
  return diagnostics;
}
