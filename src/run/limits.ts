import type { RunLimits } from "./types.ts";

/** What a run may use unless the configuration or the caller says otherwise. */
export const DEFAULT_LIMITS: RunLimits = {
  timeoutMs: 30_000,
  cpuMs: 10_000,
  memoryBytes: 512 * 1024 * 1024,
  logBytes: 256 * 1024,
  resultBytes: 1024 * 1024,
  inputBytes: 1024 * 1024,
  toolResultBytes: 8 * 1024 * 1024,
  jsonDepth: 64,
  calls: 1000,
  callsInFlight: 16,
  questions: 20,
  answerMs: 300_000,
};

/** The defaults with those limits replaced that are given (and not `undefined`). */
export function resolveLimits(
  given: Partial<{ [K in keyof RunLimits]: RunLimits[K] | undefined }> = {},
): RunLimits {
  const limits = { ...DEFAULT_LIMITS };
  for (const name of Object.keys(DEFAULT_LIMITS) as (keyof RunLimits)[]) {
    const value = given[name];
    if (value !== undefined) limits[name] = value;
  }
  return limits;
}

/**
 * How deep arrays and objects are nested in a JSON text, without parsing it: a text that is too deep is never given to
 * code that recurses. A text that is not JSON gives some number.
 */
export function jsonTextDepth(text: string): number {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    if (inString) {
      if (unit === BACKSLASH) i += 1;
      else if (unit === QUOTE) inString = false;
    } else if (unit === QUOTE) inString = true;
    else if (unit === OPEN_BRACKET || unit === OPEN_BRACE)
      deepest = Math.max(deepest, (depth += 1));
    else if (unit === CLOSE_BRACKET || unit === CLOSE_BRACE) depth -= 1;
  }
  return deepest;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;

/** Longest name of a server or tool that a record or message holds, in UTF-16 code units; the SDK's own are shorter. */
const MAX_NAME = 256;

/** Of names that come out of the isolate, which need not be any of the SDK's. */
export function clipName(name: string): string {
  return name.slice(0, MAX_NAME);
}
