import type { CodeEntry } from "../codes.ts";

export const RUN_CODES = {
  RUN_THREW: {
    severity: "error",
    showDetail: true,
    title: "the program threw",
  },
  RUN_NEVER_SETTLES: {
    severity: "error",
    title: "the program waits for something that can never happen",
    hint: "Settle every promise that the program awaits: nothing was under way any more that could do it.",
  },
  RUN_ISOLATE_ENDED: {
    severity: "error",
    title: "the program imports from the runtime, and ended its own isolate or waits for ever",
    hint: "Let the program return or throw; it has nothing to import but the SDK.",
  },
  RUN_TIMEOUT: {
    severity: "error",
    title: "the program ran longer than its time limit",
    hint: "Make the program do less, or raise the limit with `--timeout <ms>`.",
  },
  RUN_CPU: {
    severity: "error",
    title: "the program computed longer than its limit",
    hint: "Make the program do less, or raise `limits.cpuMs` in the configuration.",
  },
  RUN_MEMORY: {
    severity: "error",
    title: "the program used more memory than its limit",
    hint: "Keep less in memory at once.",
  },
  RUN_ABORTED: {
    severity: "error",
    title: "the run was cancelled",
  },
  RUN_LOG_LIMIT: {
    severity: "warning",
    title: "the program logged more than its limit; the rest was dropped",
    hint: "Log less, or return the data instead.",
  },
  RUN_RESULT_TOO_LARGE: {
    severity: "error",
    title: "the program's result is larger than its limit",
    hint: "Return only what is needed: filter, count or shorten in the program.",
  },
  RUN_RESULT_NOT_JSON: {
    severity: "error",
    title: "the program's result is not JSON",
    hint: "Return plain objects, arrays, strings, numbers, booleans or null.",
  },
  RUN_RESULT_CONVERTED: {
    severity: "warning",
    title: "part of the program's result has no JSON form and became the nearest that JSON has",
  },
  RUN_NO_RESULT: {
    severity: "warning",
    title: "the program only read, and gave back nothing of it",
    hint: "Give the answer with `return` at the end of the program.",
  },
  RUN_CALL_LIMIT: {
    severity: "error",
    title: "the program made more tool calls than its limit",
    hint: "Make fewer calls, or raise `limits.calls` in the configuration.",
  },
  RUN_CALLS_UNFINISHED: {
    severity: "warning",
    title: "the program ended before its tool calls did, and they were cancelled",
    hint: "Put `await` before every tool call, or ignore this if the call was meant to be abandoned.",
  },
  RUN_TIMERS_DROPPED: {
    severity: "info",
    title: "the program ended before its timers fired, and they were dropped",
    hint: "Await what a timer does: `await new Promise((resolve) => setTimeout(resolve, ms))`. Ignore this if it was a time limit.",
  },
  RUN_CLOSED: {
    severity: "error",
    title: "a tool was called after the run had ended",
  },
  RUN_TOOL_NOT_ALLOWED: {
    severity: "error",
    title: "the program called a tool that is not among those the check found it can reach",
  },
  RUN_INPUT_INVALID: {
    severity: "error",
    title: "the input of a tool call does not match the tool's input schema",
  },
  RUN_INPUT_TOO_LARGE: {
    severity: "error",
    title: "the input of a tool call, or the program's own, is larger than its limit",
  },
  RUN_TOOL_ERROR: {
    severity: "error",
    title: "a tool reported an error",
  },
  RUN_TOOL_RESULT_TOO_LARGE: {
    severity: "error",
    title: "a tool's result is larger than its limit",
    hint: "Ask the tool for less at a time.",
  },
  RUN_OUTPUT_INVALID: {
    severity: "error",
    title: "a tool's result does not match its output schema",
    hint: "Use `.raw` to have the result as it is.",
  },
  RUN_CONTENT_NOT_TEXT: {
    severity: "error",
    title: "a tool's result holds content that is not text",
    hint: "Call it with `.raw` to have the whole result.",
  },
  RUN_SCHEMA_UNUSABLE: {
    severity: "warning",
    title: "a tool's schema cannot be used to validate; its values pass unchecked",
  },
  RUN_VALIDATION_TIMEOUT: {
    severity: "error",
    title: "validating against a tool's schema took too long",
  },
  RUN_DRIFT: {
    severity: "error",
    showDetail: true,
    title: "a server no longer advertises what the SDK was generated from",
    hint: "Run `codemode generate`, or accept it for this run with `--accept-drift`.",
  },
  RUN_SERVER_NOT_CONFIGURED: {
    severity: "error",
    title: "the SDK has a server that the configuration does not",
    hint: "Add the server to the configuration again, or run `codemode generate`.",
  },
  RUN_SANDBOX_UNAVAILABLE: {
    severity: "error",
    title: "the sandbox could not be started",
    hint: "Run `codemode doctor`.",
  },
  RUN_SANDBOX_FAILED: {
    severity: "error",
    title: "the sandbox ended unexpectedly",
  },
  RUN_SHARED_ENDED: {
    severity: "error",
    title: "the program shared its sandbox process with one that had to be stopped",
    hint: "Run it again, or open codemode without `share`: then each program has a process of its own.",
  },
  RUN_REMOTE_REFUSED: {
    severity: "error",
    title: "the deployed runtime refused the connection",
    hint: "Set the same CODEMODE_RUNTIME_TOKEN here and as the Worker's secret.",
  },
} as const satisfies Record<string, CodeEntry>;
