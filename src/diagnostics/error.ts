import type { DiagnosticCode } from "./codes.ts";
import { createDiagnostic, type Diagnostic } from "./diagnostic.ts";

/** The one error class of the library: everything a user can cause arrives as coded diagnostics. */
export class CodemodeError extends Error {
  override readonly name = "CodemodeError";
  readonly diagnostics: readonly Diagnostic[];

  /** @param diagnostics at least one; the first gives the error its code and message */
  constructor(diagnostics: readonly [Diagnostic, ...Diagnostic[]], options?: ErrorOptions) {
    super(diagnostics.map((diagnostic) => diagnostic.message).join("\n"), options);
    this.diagnostics = diagnostics;
  }

  /** The code of the first diagnostic. */
  get code(): DiagnosticCode {
    return (this.diagnostics[0] as Diagnostic).code;
  }
}

/** A {@link CodemodeError} of one diagnostic. */
export function codemodeError(
  code: DiagnosticCode,
  message: string,
  extra: Partial<Omit<Diagnostic, "code" | "message">> & { cause?: unknown } = {},
): CodemodeError {
  const { cause, ...rest } = extra;
  return new CodemodeError(
    [createDiagnostic(code, message, rest)],
    cause === undefined ? undefined : { cause },
  );
}
