import type { RunnableProgram, Effect } from "../check/types.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Patience } from "../introspect/patience.ts";
import type { JsonValue } from "../json.ts";

export type LogLevel = "log" | "info" | "debug" | "warn" | "error";

export interface LogEntry {
  level: LogLevel;
  text: string;
}

/** One tool call as the bridge saw it. */
export interface CallRecord {
  server: string;
  tool: string;
  ok: boolean;
  /** Why it failed: a diagnostic code. */
  code?: string;
  /** Milliseconds from the isolate's request to the reply. */
  ms: number;
}

/** A tool call that a program makes, in the SDK's names. */
export interface ToolCall {
  server: string;
  tool: string;
  /** The input, already JSON. */
  input: JsonValue;
  /** Whether the whole `CallToolResult` is wanted. */
  raw: boolean;
}

/** What goes back into the isolate; an error becomes a `ToolError` there. */
export type ToolReply =
  | { ok: true; value: JsonValue }
  | { ok: false; error: { code: string; message: string; server: string; tool: string } };

/** Node's side of the calls of one run: the only authority over what is called. */
export interface Bridge {
  call(call: ToolCall): Promise<ToolReply>;
  /** From here on every call is refused and calls under way are cancelled. */
  close(): void;
  readonly calls: readonly CallRecord[];
  /** How many calls were still under way when it was closed. */
  readonly unfinished: number;
  /** What was found on the way that is more than a program's error text can hold: drift, failed servers. */
  readonly findings: readonly BridgeFinding[];
  /** The run's clock: it stands still while somebody is asked what a server wants to know. */
  readonly patience: Patience;
}

export interface BridgeFinding {
  /** The server's name in the SDK. */
  server: string;
  diagnostic: Diagnostic;
}

/** Caps of one run; all enforced from outside the isolate. */
export interface RunLimits {
  /** Wall time in milliseconds. */
  timeoutMs: number;
  /** Processor time in milliseconds: what the program computes, not what it waits. Linux and Cloudflare only. */
  cpuMs: number;
  /** Resident memory of the sandbox process in bytes. */
  memoryBytes: number;
  logBytes: number;
  resultBytes: number;
  /** UTF-8 bytes of the input of one tool call. */
  inputBytes: number;
  /** UTF-8 bytes of the result of one tool call. */
  toolResultBytes: number;
  jsonDepth: number;
  calls: number;
  callsInFlight: number;
  /** What servers may ask while they work on calls: so many questions in all. */
  questions: number;
  /** Milliseconds that the answer to one may take; they count for no other limit. */
  answerMs: number;
}

export interface RunRequest {
  program: RunnableProgram;
  /** The program's `input` global and first argument; `undefined` when it is given none. */
  input: JsonValue | undefined;
  /** The tools that exist inside the isolate: exactly the program's effects. */
  effects: readonly Effect[];
  bridge: Bridge;
  limits: RunLimits;
  signal?: AbortSignal;
  onLog?: (entry: LogEntry) => void;
}

export interface RunOutcome {
  ok: boolean;
  /** Absent when the program returned `undefined` or did not return. */
  result?: JsonValue;
  logs: LogEntry[];
  /**
   * One error where the run failed, with the place in the program's own text where there is one, and warnings. The file
   * of a place is `program.ts`: only the caller knows the program's name.
   */
  diagnostics: Diagnostic[];
  timings: { startMs: number; runMs: number };
}

/** Something that runs programs: local workerd, or a deployed Worker. */
export interface Sandbox {
  /** Never rejects for anything a program can do; what could not run is a diagnostic too. */
  run(request: RunRequest): Promise<RunOutcome>;
  /** Starts what the next run will need, so that it is ready when the check is. */
  warm(): void;
  close(): Promise<void>;
}
