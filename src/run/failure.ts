import type { RunnableProgram } from "../check/types.ts";
import { createDiagnostic, type Diagnostic } from "../diagnostics/diagnostic.ts";
import type { ThrownText } from "./guest-outcome.ts";
import { placeOf } from "./stack.ts";

/** The host worker's own account of a run that gave no outcome; the texts are workerd's. */
export function explainFailure(message: string, program: RunnableProgram): Diagnostic {
  if (/hung and would never generate a response/i.test(message)) {
    return mayEndItself(program) ? endedItself() : neverSettles();
  }
  if (/process\.exit\(-?\d*\) API was called/.test(message)) return endedItself();
  if (/exceeded CPU|CPU time limit/i.test(message)) {
    return createDiagnostic(
      "RUN_TIMEOUT",
      "The program used more CPU time than the runtime allows.",
    );
  }
  if (/memory limit/i.test(message)) {
    return createDiagnostic("RUN_MEMORY", "The program used more memory than the runtime allows.");
  }
  const syntax = /SyntaxError: (.*)/.exec(message);
  if (syntax !== null) {
    // workerd counts the columns of syntax errors from 0.
    const shifted = {
      toSource: (line: number, column: number) => program.toSource(line, column + 1),
    };
    return createDiagnostic("RUN_THREW", `SyntaxError: ${syntax[1]}`, placeOf(message, shifted));
  }
  return createDiagnostic("RUN_SANDBOX_FAILED", "The isolate ended unexpectedly.", {
    detail: message,
  });
}

/** What the isolate says when the program's module does not come to its end, instead of what the program threw; else `null`. */
export function explainUnloaded(
  { message, stack }: ThrownText,
  program: RunnableProgram,
): Diagnostic | null {
  // The runtime's own errors have no frame of the program.
  if (placeOf(stack, program).location !== undefined) return null;
  if (message === "Top-level await in module is unsettled.") return neverSettles();
  const isCut = message === "Failed to load dynamic module." && mayEndItself(program);
  return isCut ? endedItself() : null;
}

/**
 * To the host worker, an isolate that its program has ended looks like one that waits for ever. What ends it can only be
 * imported, and no program that passed the gate imports anything.
 */
function mayEndItself({ code }: RunnableProgram): boolean {
  return /\bimport\b/.test(code);
}

function endedItself(): Diagnostic {
  return createDiagnostic(
    "RUN_ISOLATE_ENDED",
    "The program ended its own isolate, or waits for a promise that nothing can settle.",
  );
}

function neverSettles(): Diagnostic {
  return createDiagnostic(
    "RUN_NEVER_SETTLES",
    "The program waits for a promise that nothing can settle.",
  );
}
