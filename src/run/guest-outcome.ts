import type { LogEntry, LogLevel } from "./types.ts";

/** What the shim says of a run. It comes out of the isolate: every part of it is checked, none is believed. */
export interface GuestOutcome {
  /** JSON text; `null` when there is no result. */
  result: string | null;
  /** What became null in the result because JSON has no value for it. */
  converted: string[];
  error: GuestError | null;
  logs: NumberedLog[];
  /** How many log entries the isolate dropped itself. */
  dropped: number;
  /** How many calls and timers were under way when the program ended. */
  left: { calls: number; timers: number };
}

export type GuestError =
  | ({ kind: "threw"; related: RelatedError[] } & ThrownText)
  | { kind: "tool"; message: string; stack: string; code: string; server: string; tool: string }
  | { kind: "result"; code: "RUN_RESULT_TOO_LARGE" | "RUN_RESULT_NOT_JSON"; message: string };

/** What is known of a thrown value. */
export interface ThrownText {
  name: string;
  message: string;
  stack: string;
  /** It is no error: the message is its text. */
  value: boolean;
}

/** An error that a thrown one holds, directly (depth 1) or below the one before it in the list. */
export interface RelatedError extends ThrownText {
  of: "cause" | "errors";
  depth: number;
}

/** A log entry with its number in the run, from 1. */
export interface NumberedLog extends LogEntry {
  number: number;
}

const LEVELS: ReadonlySet<string> = new Set<LogLevel>(["log", "info", "debug", "warn", "error"]);

/** Reads the outcome; `null` when it is not one that the shim writes. */
export function parseOutcome(body: string): GuestOutcome | null {
  const outcome = parseObject(body);
  if (outcome === null) return null;
  const logs = readLogs(outcome["logs"]);
  if (logs === null) return null;
  const dropped = readCount(outcome["dropped"]);
  const left = { calls: readCount(outcome["calls"]), timers: readCount(outcome["timers"]) };
  if (outcome["ok"] !== true) {
    const error = readError(outcome["error"]);
    return error === null ? null : { result: null, converted: [], error, logs, dropped, left };
  }
  const { result = null, converted } = outcome;
  if (result !== null && typeof result !== "string") return null;
  const places = Array.isArray(converted) ? converted.filter(isString).slice(0, 5) : [];
  return { result, converted: places, error: null, logs, dropped, left };
}

/** Reads a batch of log entries, `[[number, level, text], ...]`; empty when it is none. */
export function parseLogs(body: string): NumberedLog[] {
  try {
    return readLogs(JSON.parse(body)) ?? [];
  } catch {
    return [];
  }
}

/**
 * The log entries in the process's own output, where the shim wrote each one at once: lines such as
 * `{"timestamp":..., "level":"log", "message":"<mark>[1,\"log\",\"text\"]"}`.
 * @param mark of the run: a process may still write what an earlier one logged
 */
export function parseEchoedLogs(stdout: string, mark: string): NumberedLog[] {
  return stdout.split("\n").flatMap((line) => {
    const message = parseObject(line)?.["message"];
    if (typeof message !== "string" || !message.startsWith(mark)) return [];
    return parseLogs(`[${message.slice(mark.length)}]`);
  });
}

function readLogs(value: unknown): NumberedLog[] | null {
  if (!Array.isArray(value)) return null;
  const logs: NumberedLog[] = [];
  for (const entry of value as unknown[]) {
    if (!Array.isArray(entry)) return null;
    const [number, level, text] = entry as unknown[];
    if (typeof number !== "number" || !isString(level) || !isString(text)) return null;
    if (!LEVELS.has(level)) return null;
    logs.push({ number, level: level as LogLevel, text });
  }
  return logs;
}

function readError(value: unknown): GuestError | null {
  const thrown = readThrown(value);
  if (thrown === null) return null;
  const { kind, code, server, tool, related } = value as Record<string, unknown>;
  const { message, stack } = thrown;
  if (kind === "result") {
    if (code !== "RUN_RESULT_TOO_LARGE" && code !== "RUN_RESULT_NOT_JSON") return null;
    return { kind, code, message };
  }
  if (kind === "threw") return { kind, ...thrown, related: readRelated(related) };
  if (kind !== "tool" || !isString(code) || !isString(server) || !isString(tool)) return null;
  return { kind, message, stack, code, server, tool };
}

function readThrown(value: unknown): ThrownText | null {
  if (typeof value !== "object" || value === null) return null;
  const { name = "", message, stack = "", value: isValue } = value as Record<string, unknown>;
  if (!isString(name) || !isString(message) || !isString(stack)) return null;
  return { name: clip(name), message: clip(message), stack: clip(stack), value: isValue === true };
}

function readRelated(value: unknown): RelatedError[] {
  if (!Array.isArray(value)) return [];
  return (value as unknown[]).slice(0, MAX_RELATED).flatMap((entry) => {
    const thrown = readThrown(entry);
    if (thrown === null) return [];
    const { of, depth } = entry as Record<string, unknown>;
    const known = of === "errors" ? "errors" : "cause";
    return [{ ...thrown, of: known, depth: Math.min(readCount(depth), MAX_RELATED) }];
  });
}

/** The shim has stricter limits; these hold whatever the program did to it. */
const MAX_RELATED = 8;
const MAX_ERROR_TEXT = 20_000;

function clip(text: string): string {
  return text.length > MAX_ERROR_TEXT ? `${text.slice(0, MAX_ERROR_TEXT)}... (cut)` : text;
}

/** A count of things that the limits keep small. */
function readCount(value: unknown): number {
  return Number.isInteger(value) ? Math.min(Math.max(value as number, 0), 1_000_000) : 0;
}

function parseObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

function isString(value: unknown): value is string {
  return typeof value === "string";
}
