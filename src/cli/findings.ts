import { isFileLocation, type Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Session } from "./command.ts";

/** The diagnostics with the program under the name that the user gave it. */
export function nameProgram(diagnostics: readonly Diagnostic[], file: string): Diagnostic[] {
  return diagnostics.map((diagnostic) =>
    diagnostic.location !== undefined && isFileLocation(diagnostic.location)
      ? { ...diagnostic, location: { ...diagnostic.location, file } }
      : diagnostic,
  );
}

/** Why a program was refused, in the form that models are shown too; with `--verbose` each finding in full. */
export async function showRefusal(
  session: Session,
  diagnostics: readonly Diagnostic[],
  source: string,
): Promise<void> {
  const { renderFindings } = await import("../check/render.ts");
  session.ui.stderr(renderFindings(diagnostics, source));
  if (session.verbose) session.ui.diagnostics(diagnostics);
}
