import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { ToolAnnotations } from "../model/types.ts";
import type { ToolHints } from "./hints.ts";
import type { CompiledPolicy } from "./policy.ts";

/** A tool that a program can reach: an upper bound, whatever the program does. */
export interface Effect {
  /** The server's name in the SDK. */
  server: string;
  /** The tool's name in the SDK. */
  tool: string;
  /** As the server gave them. */
  annotations: ToolAnnotations;
}

/** An effect with what its annotations mean. */
export interface ToolEffect extends Effect {
  hints: ToolHints;
}

/** A place where what a program does with a server can no longer be followed: every tool of it counts as reached. */
export interface Escape {
  /** The server's name in the SDK; `null` where the whole SDK, and so every server, is used as a value. */
  server: string | null;
  line: number;
  column: number;
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
  effects: ToolEffect[];
  /** Why more tools are among the effects than the program names; in the order of the program, 20 at most. */
  escapes: Escape[];
  /** Only when `ok`. */
  program: RunnableProgram | null;
  timings: { checkMs: number };
}

export interface GateCheckOptions {
  signal?: AbortSignal;
  /** Which tools the program may reach; one that it does not allow is a finding. Default: all. */
  policy?: CompiledPolicy;
}

/** One checker, one compiler process; many programs, one after the other or at once. */
export interface Gate {
  /** @param source a program in any of the forms a model writes, at most 256 KiB of UTF-8 */
  check(source: string, options?: GateCheckOptions): Promise<CheckResult>;
  close(): Promise<void>;
}
