import { createDiagnostic, type Diagnostic } from "../diagnostics/diagnostic.ts";
import { DIAGNOSTIC_CODES, type DiagnosticCode } from "../diagnostics/codes.ts";
import type { JsonValue } from "../json.ts";
import {
  parseOutcome,
  type GuestError,
  type GuestOutcome,
  type RelatedError,
  type ThrownText,
} from "./guest-outcome.ts";
import { clipName, jsonTextDepth } from "./limits.ts";
import type { LogBook } from "./logs.ts";
import type { Ending } from "./session.ts";
import { explainFailure, explainUnloaded } from "./failure.ts";
import { placeOf, programFrames, type SourceMap } from "./stack.ts";
import type { RunOutcome, RunRequest } from "./types.ts";

/** How a run ended: as the program did, or stopped from outside for this reason. */
export type RunEnding = Ending | { kind: "stopped"; diagnostic: Diagnostic };

/** What a run gave, from how it ended. The bridge must be closed by now. */
export function createOutcome(
  ending: RunEnding,
  request: RunRequest,
  logs: LogBook,
  timings: RunOutcome["timings"],
): RunOutcome {
  const { result, error, warnings, left } = interpret(ending, request, logs);
  if (logs.truncated) warnings.push(logLimit(request.limits.logBytes));
  warnings.push(...whatIsLeft(ending, request, left));
  // What the program caught and lived with is still worth knowing.
  for (const { diagnostic } of request.bridge.findings) {
    if (diagnostic !== error) warnings.push({ ...diagnostic, severity: "warning" });
  }
  return {
    ok: error === null,
    ...(error !== null || result === undefined ? {} : { result }),
    logs: logs.entries,
    diagnostics: error === null ? warnings : [error, ...warnings],
    timings,
  };
}

interface Interpretation {
  result?: JsonValue;
  error: Diagnostic | null;
  warnings: Diagnostic[];
  left?: GuestOutcome["left"];
}

/** What was cancelled because the program ended. The isolate also knows of calls that the bridge never heard of. */
function whatIsLeft(
  ending: RunEnding,
  { bridge }: RunRequest,
  left: GuestOutcome["left"] = { calls: 0, timers: 0 },
): Diagnostic[] {
  if (ending.kind === "stopped") return [];
  const found: Diagnostic[] = [];
  const unfinished = Math.max(bridge.unfinished, left.calls);
  if (unfinished > 0) {
    const calls = unfinished === 1 ? "1 tool call was" : `${unfinished} tool calls were`;
    const message = `${calls} still under way when the program ended, and cancelled.`;
    found.push(createDiagnostic("RUN_CALLS_UNFINISHED", message));
  }
  if (left.timers > 0) {
    const timers = left.timers === 1 ? "1 timer was" : `${left.timers} timers were`;
    const message = `${timers} still waiting when the program ended, and dropped.`;
    found.push(createDiagnostic("RUN_TIMERS_DROPPED", message));
  }
  return found;
}

function interpret(ending: RunEnding, request: RunRequest, logs: LogBook): Interpretation {
  if (ending.kind === "stopped") return { error: ending.diagnostic, warnings: [] };
  if (ending.kind === "failed") {
    return { error: explainFailure(ending.message, request.program), warnings: [] };
  }
  const outcome = parseOutcome(ending.body);
  if (outcome === null) {
    const error = createDiagnostic(
      "RUN_SANDBOX_FAILED",
      "The isolate gave an answer of no known form.",
    );
    return { error, warnings: [] };
  }
  logs.add(outcome.logs);
  const { left } = outcome;
  const warnings: Diagnostic[] = [];
  if (outcome.dropped > 0 && !logs.truncated) warnings.push(logLimit(request.limits.logBytes));
  if (outcome.error !== null)
    return { error: explainError(outcome.error, request), warnings, left };
  if (outcome.result === null) return { error: null, warnings, left };
  if (outcome.converted.length > 0) {
    const message = `JSON has no form for part of the result: ${outcome.converted.join("; ")}.`;
    warnings.push(createDiagnostic("RUN_RESULT_CONVERTED", message));
  }
  return { ...readResult(outcome.result, request), warnings, left };
}

/** The shim has its own, friendlier checks; these hold whatever the program did to it. */
function readResult(
  text: string,
  { limits }: RunRequest,
): { result: JsonValue; error: null } | { error: Diagnostic } {
  const bytes = Buffer.byteLength(text);
  if (bytes > limits.resultBytes) {
    const message = `The result has ${bytes} bytes; at most ${limits.resultBytes} are allowed.`;
    return { error: createDiagnostic("RUN_RESULT_TOO_LARGE", message) };
  }
  if (jsonTextDepth(text) > limits.jsonDepth) {
    const message = `The result is nested deeper than ${limits.jsonDepth} levels.`;
    return { error: createDiagnostic("RUN_RESULT_NOT_JSON", message) };
  }
  try {
    return { result: JSON.parse(text) as JsonValue, error: null };
  } catch {
    return { error: createDiagnostic("RUN_RESULT_NOT_JSON", "The result is not JSON.") };
  }
}

function explainError(error: GuestError, request: RunRequest): Diagnostic {
  if (error.kind === "result") {
    return createDiagnostic(
      error.code,
      `The program's result cannot be returned: ${error.message}.`,
    );
  }
  const place = placeOf(error.stack, request.program);
  if (error.kind === "tool") return explainToolError(error, request, place);
  const unloaded = explainUnloaded(error, request.program);
  if (unloaded !== null) return unloaded;
  const code = isAllocationFailure(error) ? "RUN_MEMORY" : "RUN_THREW";
  const related = error.related.map((other) => describeRelated(other, request.program));
  const detail = [...(place.detail === undefined ? [] : [place.detail]), ...related].join("\n");
  return createDiagnostic(code, describeThrown(error), {
    ...place,
    ...(detail === "" ? {} : { detail }),
  });
}

function describeThrown(error: ThrownText): string {
  if (error.value) return `The program threw a value that is no error: ${error.message}`;
  if (error.name === "" && error.message === "")
    return "The program threw an error that cannot be read.";
  return headlineOf(error);
}

function headlineOf({ name, message, value }: ThrownText): string {
  if (value) return message;
  return `${name === "" ? "Error" : name}${message === "" ? "" : `: ${message}`}`;
}

/** What the kernel's limit on memory looks like from inside; V8's own ends the process. */
function isAllocationFailure({ name, message }: ThrownText): boolean {
  return name === "RangeError" && /allocation failed/i.test(message);
}

/** A line such as `  caused by TypeError: no such row (line 3, column 9)`, indented below what it belongs to. */
function describeRelated(error: RelatedError, program: SourceMap): string {
  const [place] = programFrames(error.stack, program);
  const where = place === undefined ? "" : ` (line ${place.line}, column ${place.column})`;
  const how = error.of === "cause" ? "caused by" : "one of its errors:";
  return `${"  ".repeat(Math.max(0, error.depth - 1))}${how} ${headlineOf(error)}${where}`;
}

/**
 * A tool's error that the program did not catch: the diagnostic is the call's own. The program can throw a ToolError of
 * its own making, so that nothing of it counts that the bridge has not seen.
 */
function explainToolError(
  error: Extract<GuestError, { kind: "tool" }>,
  request: RunRequest,
  place: ReturnType<typeof placeOf>,
): Diagnostic {
  const { message } = error;
  const [server, tool] = [clipName(error.server), clipName(error.tool)];
  const code = callCode({ server, tool, code: error.code }, request);
  if (code === null) return createDiagnostic("RUN_THREW", `ToolError: ${message}`, place);
  const finding = request.bridge.findings.find(
    (found) => found.server === server && found.diagnostic.code === code,
  );
  if (finding?.diagnostic.severity === "error") return finding.diagnostic;
  return { ...createDiagnostic(code, `${server}.${tool}: ${message}`, place), severity: "error" };
}

/** What the shim refuses before it reaches the bridge: the program's own mistakes, whoever says so. */
const REFUSED_INSIDE: ReadonlySet<string> = new Set(["RUN_INPUT_INVALID", "RUN_INPUT_TOO_LARGE"]);

/** The code, when such a call has failed with it; else `null`. */
function callCode(
  claimed: { server: string; tool: string; code: string },
  { bridge, effects }: RunRequest,
): DiagnosticCode | null {
  const { server, tool, code } = claimed;
  if (!Object.hasOwn(DIAGNOSTIC_CODES, code)) return null;
  const isOfTool = (other: { server: string; tool: string }): boolean =>
    other.server === server && other.tool === tool;
  const seen = REFUSED_INSIDE.has(code)
    ? effects.some(isOfTool)
    : bridge.calls.some((call) => isOfTool(call) && !call.ok && call.code === code);
  return seen ? (code as DiagnosticCode) : null;
}

function logLimit(limitBytes: number): Diagnostic {
  return createDiagnostic(
    "RUN_LOG_LIMIT",
    `The program logged more than ${limitBytes} bytes; what came after was dropped.`,
  );
}
