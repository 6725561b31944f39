import type { Policy } from "../check/policy.ts";
import type { CheckResult, Escape, ToolEffect } from "../check/types.ts";
import type { TrustOptions } from "../config/trust/approve.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { QuestionHandlers } from "../introspect/questions/types.ts";
import type { JsonValue } from "../json.ts";
import type { CallRecord, LogEntry } from "../run/types.ts";

/** Options of {@link openCodemode}. */
export interface CodemodeOptions extends TrustOptions, QuestionHandlers {
  /** Folder in which the search for the configuration begins. */
  cwd: string;
  /** The configuration itself, instead of a search; relative to `cwd`. */
  configPath?: string;
  /** Where `${VAR}` of the configuration come from. Default: `process.env`. */
  env?: Readonly<Record<string, string | undefined>>;
  /** Run programs on a deployed Worker instead of local workerd. */
  runtime?: RuntimeOptions;
  /** Each line that a server writes to its standard error. */
  onServerLog?: (serverKey: string, line: string) => void;
  /**
   * How many executions may be in one local sandbox process at the same time, each in an isolate of its own: 1 to 16.
   * Default 1. Only for programs that may harm each other: one that must be stopped ends those beside it, and its limits on
   * processor time and memory are of the process.
   */
  share?: number;
}

/** A deployed Worker that runs programs. */
export interface RuntimeOptions {
  /** `ws://` or `wss://`. */
  url: string;
  /** The secret the Worker was deployed with. */
  token: string;
}

/** Options of one check: with a {@link Policy}, a program that can reach a tool it does not allow is refused. */
export interface CheckOptions extends Policy {
  signal?: AbortSignal;
}

/**
 * Options of one execution. A {@link Policy} is held twice: the gate refuses a program that can reach a tool it does not
 * allow, and the bridge would refuse the call. Handlers take the place of those of {@link CodemodeOptions}.
 */
export interface ExecOptions extends Policy, QuestionHandlers {
  /** The program's global `input` and its default function's first argument. Default: `undefined`. */
  input?: JsonValue;
  /** Wall time in milliseconds, instead of the configuration's. */
  timeoutMs?: number;
  /** Ends the program at once and cancels its tool calls. */
  signal?: AbortSignal;
  /** What the program logs, as it does. */
  onLog?: (entry: LogEntry) => void;
  /** Run although tools the program can reach differ from the lock. Default: no. */
  acceptDrift?: boolean;
}

/** What the gate says of a program. */
export type CheckVerdict = Omit<CheckResult, "program">;

/** What became of a program. */
export interface ExecResult {
  /** It passed the gate and ran to its end. */
  ok: boolean;
  /** Whether it was started at all: a program that the gate refuses runs nothing. */
  executed: boolean;
  /** What it returned; absent when that is `undefined` or it did not return. */
  result?: JsonValue;
  logs: LogEntry[];
  /** Its tool calls, in the order they were made. */
  calls: CallRecord[];
  /** The tools it could reach. */
  effects: ToolEffect[];
  /** Why these are more than it names, where they are. */
  escapes: Escape[];
  diagnostics: Diagnostic[];
  /** Milliseconds. */
  timings: ExecTimings;
}

export interface ExecTimings {
  /** The gate. */
  checkMs: number;
  /** Waiting for the sandbox after the gate. */
  startMs: number;
  /** The program in the sandbox. */
  runMs: number;
  /** From the call of `exec` to its end. */
  totalMs: number;
}

/** A project's SDK with its gate, its sandbox and its servers, each started when it is first needed. */
export interface Codemode {
  /**
   * Type-checks a program. Starts no server and no sandbox.
   *
   * @throws CodemodeError `CHECK_COMPILER_FAILED`, `CHECK_POLICY_GLOB`, `OUTPUT_CATALOG_*`, `LIBRARY_CLOSED`: never for what a program is;
   *   the signal's reason
   */
  check(source: string, options?: CheckOptions): Promise<CheckVerdict>;
  /**
   * Type-checks a program and runs it when nothing is wrong. Several may run at once, each in a sandbox of its own. What
   * a program, a server or the sandbox does wrong is in the result.
   *
   * @throws CodemodeError as `check`
   */
  exec(source: string, options?: ExecOptions): Promise<ExecResult>;
  /** Ends every process and connection. Executions under way end as cancelled. */
  close(): Promise<void>;
}
