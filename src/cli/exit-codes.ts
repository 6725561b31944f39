import type { DiagnosticCode } from "../diagnostics/codes.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";

/** It did what it was asked, with nothing to report. */
export const EXIT_OK = 0;
/** It ran and found something: type errors, stale files, a program that threw or passed a limit. */
export const EXIT_FINDINGS = 1;
/** It could not run: usage, configuration, a server, the sandbox, codemode itself. */
export const EXIT_COULD_NOT_RUN = 2;

/** By area, the prefix of the code. */
const AREA_EXIT: ReadonlyMap<string, number> = new Map([
  ["CONFIG", EXIT_COULD_NOT_RUN],
  ["SERVER", EXIT_COULD_NOT_RUN],
  ["AUTH", EXIT_COULD_NOT_RUN],
  ["OUTPUT", EXIT_COULD_NOT_RUN],
  ["CLI", EXIT_COULD_NOT_RUN],
  ["LIBRARY", EXIT_COULD_NOT_RUN],
  ["DOCTOR", EXIT_COULD_NOT_RUN],
  ["INTERNAL", EXIT_COULD_NOT_RUN],
  ["SCHEMA", EXIT_FINDINGS],
  ["NAME", EXIT_FINDINGS],
  ["CHECK", EXIT_FINDINGS],
  ["RUN", EXIT_FINDINGS],
]);

/** Codes that are of the other kind than their area. */
const CODE_EXIT: ReadonlyMap<DiagnosticCode, number> = new Map<DiagnosticCode, number>([
  ["OUTPUT_STALE", EXIT_FINDINGS],
  ["CHECK_COMPILER_FAILED", EXIT_COULD_NOT_RUN],
  ["CHECK_POLICY_GLOB", EXIT_COULD_NOT_RUN],
  ["RUN_ABORTED", EXIT_COULD_NOT_RUN],
  ["RUN_DRIFT", EXIT_COULD_NOT_RUN],
  ["RUN_REMOTE_REFUSED", EXIT_COULD_NOT_RUN],
  ["RUN_SERVER_NOT_CONFIGURED", EXIT_COULD_NOT_RUN],
  ["RUN_SANDBOX_FAILED", EXIT_COULD_NOT_RUN],
  ["RUN_SANDBOX_UNAVAILABLE", EXIT_COULD_NOT_RUN],
]);

/** The exit code that the errors among the diagnostics ask for: the highest, 0 when there is none. */
export function exitCodeOf(diagnostics: readonly Diagnostic[]): number {
  return Math.max(
    EXIT_OK,
    ...diagnostics.filter(({ severity }) => severity === "error").map(({ code }) => exitOf(code)),
  );
}

function exitOf(code: DiagnosticCode): number {
  const area = code.split("_")[0] as string;
  return CODE_EXIT.get(code) ?? AREA_EXIT.get(area) ?? EXIT_COULD_NOT_RUN;
}

/** 128 and the number of the signal, as shells report it. */
export function exitCodeOfSignal(signal: unknown): number {
  switch (signal) {
    case "SIGHUP":
      return 129;
    case "SIGTERM":
      return 143;
    default:
      return 130;
  }
}
