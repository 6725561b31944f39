import type { Diagnostic } from "../diagnostics/diagnostic.ts";

/** One thing that the doctor looked at. */
export interface DoctorCheck {
  /** What was looked at: `node`, `compiler`, `sandbox`, `configuration`, `sdk`, `server <key>`. */
  name: string;
  status: "ok" | "warning" | "error";
  /** What was found, in one line. */
  text: string;
  /** What is wrong and what to do; empty when nothing is. */
  diagnostics: Diagnostic[];
}

/** What the doctor found, in the order in which one thing needs the other. */
export interface DoctorReport {
  /** No check has the status `error`. */
  ok: boolean;
  checks: DoctorCheck[];
}

/** Options of {@link diagnose}. */
export interface DoctorOptions {
  cwd: string;
  configPath?: string;
  env: Readonly<Record<string, string | undefined>>;
  signal?: AbortSignal;
}

export function passed(name: string, text: string): DoctorCheck {
  return { name, status: "ok", text, diagnostics: [] };
}

/** A check that found something; the worst of the diagnostics says how bad it is. */
export function found(name: string, text: string, diagnostics: readonly Diagnostic[]): DoctorCheck {
  const isError = diagnostics.some(({ severity }) => severity === "error");
  const isWarning = diagnostics.some(({ severity }) => severity === "warning");
  const status = isError ? "error" : isWarning ? "warning" : "ok";
  return { name, status, text, diagnostics: [...diagnostics] };
}
