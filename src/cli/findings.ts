import { isFileLocation, type Diagnostic } from "../diagnostics/diagnostic.ts";
import { escapeLineForTerminal } from "../diagnostics/terminal.ts";
import type { Session } from "./command.ts";

/** The diagnostics with the program under the name that the user gave it. */
export function nameProgram(diagnostics: readonly Diagnostic[], file: string): Diagnostic[] {
  return diagnostics.map((diagnostic) =>
    diagnostic.location !== undefined && isFileLocation(diagnostic.location)
      ? { ...diagnostic, location: { ...diagnostic.location, file } }
      : diagnostic,
  );
}

/**
 * Why a program was refused: at a terminal with its lines marked; elsewhere, where a model may read it, in the form that
 * models are shown. With `--verbose` each finding in full.
 * @param file the program's name, where there are several
 */
export async function showRefusal(
  session: Session,
  diagnostics: readonly Diagnostic[],
  source: string,
  file?: string,
): Promise<void> {
  const { ui, verbose } = session;
  if (ui.isForPeople) {
    const { renderForPeople } = await import("../check/render-people.ts");
    ui.rendered(renderForPeople(diagnostics, source, { colour: ui.colour, verbose }));
    return;
  }
  const { renderFindings } = await import("../check/render.ts");
  const text = renderFindings(diagnostics, source);
  session.ui.stderr(file === undefined ? text : `${escapeLineForTerminal(file)}: ${text}`);
  if (session.verbose) session.ui.diagnostics(diagnostics);
}
