import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { ToolAnnotations } from "../model/types.ts";

/** A tool that a program can reach: an upper bound, whatever the program does. */
export interface Effect {
  /** The server's name in the SDK. */
  server: string;
  /** The tool's name in the SDK. */
  tool: string;
  annotations: ToolAnnotations;
}

/** A program that passed the gate, ready to run. */
export interface RunnableProgram {
  /**
   * An ES module of plain JavaScript: `export default` is a function of `input`, or the program's own default export.
   * Types are blanked, so lines are those of the source.
   */
  code: string;
  /** From a 1-based position in `code` to the same place in the source as it was given. */
  toSource(line: number, column: number): { line: number; column: number };
}

export interface CheckResult {
  ok: boolean;
  diagnostics: Diagnostic[];
  /** Sorted by server, then by tool. Empty when the program could not be parsed. */
  effects: Effect[];
  /** Only when `ok`. */
  program: RunnableProgram | null;
  timings: { checkMs: number };
}

/** One checker, one compiler process; many programs, one after the other or at once. */
export interface Gate {
  /** @param source a program in any of the forms a model writes, at most 256 KiB of UTF-8 */
  check(source: string, options?: { signal?: AbortSignal }): Promise<CheckResult>;
  close(): Promise<void>;
}
