import { setMaxListeners } from "node:events";
import type { Effect } from "../check/types.ts";
import type { DiagnosticCode } from "../diagnostics/codes.ts";
import { createDiagnostic, type Diagnostic } from "../diagnostics/diagnostic.ts";
import { CodemodeError } from "../diagnostics/error.ts";
import { CLIENT_CAPABILITIES } from "../introspect/capabilities.ts";
import { listNames } from "../introspect/echoed-secrets.ts";
import type { EntryList } from "../introspect/lists.ts";
import { createQuestions } from "../introspect/questions/desk.ts";
import type { QuestionHandlers } from "../introspect/questions/types.ts";
import { safeLine } from "../introspect/text.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../json.ts";
import type { CommittedSdk } from "../lock/committed-sdk.ts";
import type { LockTool } from "../lock/types.ts";
import { callFunction, isOther, listOf, readFunctionResult } from "./call-function.ts";
import { createAllowSet, readSchemas, type AllowSet, type Callable } from "./callable.ts";
import type { Connections, ListedEntry } from "./connections.ts";
import { findCapabilityDrift, findDrift } from "./drift.ts";
import { clipName, jsonTextDepth } from "./limits.ts";
import { readToolResult } from "./tool-result.ts";
import type { Bridge, BridgeFinding, CallRecord, RunLimits, ToolCall, ToolReply } from "./types.ts";
import { createValidator, type ValidationAnswer, type Validator } from "./validate.ts";

export interface BridgeOptions {
  sdk: CommittedSdk;
  connections: Connections;
  /** The tools that may be called: what the check found, or every tool of the SDK. */
  effects: readonly Effect[] | "all";
  limits: RunLimits;
  /** Whether calls are made although tools differ from the lock. Default false. */
  acceptDrift?: boolean;
  /** Cancels calls under way and refuses further ones. */
  signal?: AbortSignal;
  /** Who answers what servers ask while they work on calls. Default: nobody. */
  handlers?: QuestionHandlers;
  /** Shared between runs by its owner, who closes it. Default: one of the bridge's own. */
  validator?: Validator;
}

/** Why a call gave no value. */
class CallFailure extends Error {
  readonly code: DiagnosticCode;
  constructor(code: DiagnosticCode, message: string) {
    super(message);
    this.code = code;
  }
}

/**
 * Node's side of the calls of one run, and the only authority over them: what it does not find among the allowed tools
 * of the lock is never called, whatever the isolate sends.
 */
export function createBridge(options: BridgeOptions): Bridge {
  const { sdk, connections, limits } = options;
  const allowed = createAllowSet(sdk, options.effects);
  const validator = options.validator ?? createValidator();
  const closing = new AbortController();
  // Every call under way listens to it.
  setMaxListeners(0, closing.signal);
  const calls: CallRecord[] = [];
  const findings: BridgeFinding[] = [];
  const questions = createQuestions(options.handlers ?? {}, limits);
  const verified = new Map<string, Promise<void>>();
  let made = 0;
  let inFlight = 0;
  let unfinished = 0;

  const close = (): void => {
    if (closing.signal.aborted) return;
    unfinished = inFlight;
    closing.abort(new CallFailure("RUN_CLOSED", "the run has ended"));
    options.signal?.removeEventListener("abort", close);
    if (options.validator === undefined) void validator.close();
  };
  options.signal?.addEventListener("abort", close, { once: true });
  if (options.effects !== "all") warmValidator(validator, sdk, allowed);

  /** Throws the reason as soon as the bridge is closed: a wait that is not for a call cannot be cancelled otherwise. */
  const unlessClosed = <T>(wait: Promise<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      const { signal } = closing;
      const onAbort = (): void => reject(signal.reason as Error);
      if (signal.aborted) onAbort();
      signal.addEventListener("abort", onAbort, { once: true });
      wait.then(resolve, reject).finally(() => signal.removeEventListener("abort", onAbort));
    });

  const report = (server: string, diagnostic: Diagnostic): void => {
    const known = findings.some(
      (finding) => finding.server === server && finding.diagnostic.message === diagnostic.message,
    );
    if (!known) findings.push({ server, diagnostic });
  };

  /** Once for each list of a server: that it still advertises what the SDK says of what the program can reach. */
  const verify = (callable: Callable): Promise<void> => {
    const { key, name } = callable.server;
    const member = listOf(callable.tool);
    const id = `${member} ${key}`;
    const known = verified.get(id);
    if (known !== undefined) return known;
    const reachable = [...(allowed.get(name)?.values() ?? [])];
    const wireNames = reachable.flatMap(({ tool }) =>
      listOf(tool) === member ? [tool.wireName] : [],
    );
    const verifying = verifyList(key, member, wireNames).finally(() => {
      for (const notice of connections.notices(key)) report(name, notice);
    });
    verified.set(id, verifying);
    return verifying;
  };

  const verifyList = async (
    key: string,
    member: EntryList["member"] | null,
    wireNames: readonly string[],
  ): Promise<void> => {
    const live = member === null ? null : await listLive(key, member);
    if (options.acceptDrift === true) return;
    const drift =
      findCapabilityDrift(sdk.lock.clientCapabilities, CLIENT_CAPABILITIES) ??
      (member === null || live === null
        ? null
        : findDrift(key, wireNames, sdk.catalog(key)[member] ?? [], live, member));
    if (drift !== null) throw new CodemodeError([drift]);
  };

  const listLive = (key: string, member: EntryList["member"]): Promise<JsonValue[]> =>
    member === "tools"
      ? connections.listTools(key)
      : connections.listOthers(key, member, closing.signal);

  const find = (call: ToolCall): Callable => {
    if (closing.signal.aborted) throw closing.signal.reason;
    if (made >= limits.calls) {
      throw new CallFailure("RUN_CALL_LIMIT", `at most ${limits.calls} tool calls are allowed`);
    }
    if (inFlight >= limits.callsInFlight) {
      const message = `at most ${limits.callsInFlight} tool calls may be under way at once`;
      throw new CallFailure("RUN_CALL_LIMIT", message);
    }
    const callable = allowed.get(call.server)?.get(call.tool);
    if (callable === undefined) {
      throw new CallFailure(
        "RUN_TOOL_NOT_ALLOWED",
        "this is none of the tools that the check found the program can reach",
      );
    }
    return callable;
  };

  const perform = async (callable: Callable, call: ToolCall): Promise<JsonValue> => {
    const { server, tool } = callable;
    const input = readInput(call.input, limits);
    await unlessClosed(verify(callable));
    const { input: inputSchema, output, defaults } = readSchemas(sdk, callable);
    const filled = { ...defaults, ...input };
    const keys = schemaKeys(callable);
    judge(
      await unlessClosed(validator.validate(keys.input, inputSchema, filled)),
      "RUN_INPUT_INVALID",
      "input",
      call.server,
    );
    const { idempotentHint, readOnlyHint } = tool.annotations;
    const { signal } = closing;
    const desk = questions.desk(server.key, (diagnostic) => report(call.server, diagnostic));
    const answer = isOther(tool)
      ? await connections.read(
          server.key,
          listedAs(tool),
          (connection) => callFunction(connection, tool, filled, { signal, desk }),
          signal,
        )
      : await connections.callTool(server.key, tool.wireName, filled, {
          signal,
          desk,
          mayRepeat: idempotentHint === true || readOnlyHint === true,
        });
    checkSize(answer, limits);
    const { result, names } = connections.withhold(answer);
    if (names.size > 0) {
      checkSize(result, limits);
      report(call.server, secretInResult(server.key, tool.wireName, names));
    }
    const read = isOther(tool)
      ? readFunctionResult(result, tool, call.raw)
      : readToolResult(result, call.raw ? "raw" : tool.result, connections.redact);
    if (!read.ok) throw new CallFailure(read.code, read.message);
    if (!call.raw && output !== null) {
      judge(
        await unlessClosed(validator.validate(keys.output, output, read.value)),
        "RUN_OUTPUT_INVALID",
        "result",
        call.server,
      );
    }
    return read.value;
  };

  const judge = (
    answer: ValidationAnswer,
    code: "RUN_INPUT_INVALID" | "RUN_OUTPUT_INVALID",
    what: "input" | "result",
    server: string,
  ): void => {
    switch (answer.kind) {
      case "valid":
        return;
      case "invalid":
        throw new CallFailure(
          code,
          connections.redact(
            `the ${what} does not match the tool's schema: ${answer.problems.join("; ")}`,
          ),
        );
      case "timeout":
        throw new CallFailure(
          "RUN_VALIDATION_TIMEOUT",
          `validating the ${what} against the tool's schema took too long`,
        );
      case "unusable":
        report(
          server,
          createDiagnostic(
            "RUN_SCHEMA_UNUSABLE",
            `Server \`${server}\`: a schema cannot be used to validate the ${what}: ${connections.redact(answer.reason)}`,
          ),
        );
    }
  };

  /** What the program is told, and, where that is not all there is to it, what the report is told. */
  const explain = (error: unknown, call: ToolCall): { code: DiagnosticCode; message: string } => {
    if (closing.signal.aborted) return { code: "RUN_CLOSED", message: "the run has ended" };
    if (error instanceof CallFailure) return { code: error.code, message: error.message };
    if (!(error instanceof CodemodeError)) {
      return { code: "INTERNAL", message: connections.redact(String(error)) };
    }
    const message = connections.redact(error.message);
    // Servers also answer so when they do not like an input: the program's affair, not the server's failure.
    if (error.code === "SERVER_ERROR_REPLY") return { code: "RUN_TOOL_ERROR", message };
    for (const diagnostic of error.diagnostics) report(call.server, diagnostic);
    return { code: error.code, message };
  };

  const call = async (request: ToolCall): Promise<ToolReply> => {
    const started = performance.now();
    const { server, tool } = request;
    // Until there is a reply it counts as one that was still under way at the end.
    const record: CallRecord = {
      server: clipName(server),
      tool: clipName(tool),
      ok: false,
      code: "RUN_CLOSED",
      ms: 0,
    };
    if (calls.length < MAX_RECORDS) calls.push(record);
    const settle = (reply: ToolReply): ToolReply => {
      record.ms = performance.now() - started;
      record.ok = reply.ok;
      if (reply.ok) delete record.code;
      else record.code = reply.error.code;
      return reply;
    };
    let callable: Callable;
    try {
      callable = find(request);
    } catch (error) {
      return settle({ ok: false, error: { ...explain(error, request), server, tool } });
    }
    made += 1;
    inFlight += 1;
    try {
      const value = await perform(callable, request);
      closing.signal.throwIfAborted();
      return settle({ ok: true, value });
    } catch (error) {
      return settle({ ok: false, error: { ...explain(error, request), server, tool } });
    } finally {
      inFlight -= 1;
    }
  };

  return {
    call,
    close,
    calls,
    findings,
    patience: questions.patience,
    get unfinished() {
      return unfinished;
    },
  };
}

function listedAs(tool: LockTool): ListedEntry | null {
  const member = listOf(tool);
  return member === null ? null : { member, name: tool.wireName };
}

/** A program that can reach more than so many tools will hardly call them all. */
const MAX_WARMED = 16;

function warmValidator(validator: Validator, sdk: CommittedSdk, allowed: AllowSet): void {
  const callables = Array.from(allowed.values(), (tools) => [...tools.values()]).flat();
  if (callables.length > MAX_WARMED) return;
  for (const callable of callables) {
    const { input, output } = readSchemas(sdk, callable);
    const keys = schemaKeys(callable);
    validator.warm(keys.input, input);
    if (output !== null) validator.warm(keys.output, output);
  }
}

/** The validator's names for a tool's schemas. */
function schemaKeys({ server, tool }: Callable): { input: string; output: string } {
  const label = `${server.key}/${tool.hash}`;
  return { input: `${label}/input`, output: `${label}/output` };
}

/** A program that floods us with refused calls fills no memory of ours. */
const MAX_RECORDS = 10_000;

function secretInResult(server: string, tool: string, names: ReadonlySet<string>): Diagnostic {
  const name = safeLine(tool, 200);
  return createDiagnostic(
    "SERVER_SECRET_ECHOED",
    `Server \`${server}\`: a result of \`${name}\` holds the value of ${listNames(names)}, which was taken out.`,
    { location: { server, tool: name } },
  );
}

function readInput(input: JsonValue, limits: RunLimits): JsonObject {
  if (!isJsonObject(input)) {
    throw new CallFailure("RUN_INPUT_INVALID", "a tool takes one object with its parameters");
  }
  const text = JSON.stringify(input);
  if (Buffer.byteLength(text) > limits.inputBytes) {
    const message = `the input is larger than ${limits.inputBytes} bytes`;
    throw new CallFailure("RUN_INPUT_TOO_LARGE", message);
  }
  if (jsonTextDepth(text) > limits.jsonDepth) {
    const message = `the input is nested deeper than ${limits.jsonDepth} levels`;
    throw new CallFailure("RUN_INPUT_INVALID", message);
  }
  return input;
}

function checkSize(result: JsonObject, limits: RunLimits): void {
  let text: string;
  try {
    text = JSON.stringify(result);
  } catch {
    // A stack overflow: deeper than any limit.
    throw new CallFailure("RUN_TOOL_RESULT_TOO_LARGE", "the result is nested too deeply");
  }
  const bytes = Buffer.byteLength(text);
  if (bytes > limits.toolResultBytes) {
    const message = `the result has ${bytes} bytes; at most ${limits.toolResultBytes} are allowed`;
    throw new CallFailure("RUN_TOOL_RESULT_TOO_LARGE", message);
  }
  if (jsonTextDepth(text) > limits.jsonDepth) {
    const message = `the result is nested deeper than ${limits.jsonDepth} levels`;
    throw new CallFailure("RUN_TOOL_RESULT_TOO_LARGE", message);
  }
}
