import {
  ProtocolError,
  SdkError,
  SdkErrorCode,
  SdkHttpError,
  SseError,
} from "@modelcontextprotocol/client";
import type { ResolvedServer } from "../config/interpolate.ts";
import { createSecretFilter, type SecretFilter } from "../config/secrets.ts";
import type { DiagnosticCode } from "../diagnostics/codes.ts";
import { CodemodeError, codemodeError } from "../diagnostics/error.ts";
import { isJsonObject } from "../json.ts";
import type { Channel } from "./channel.ts";
import { MAX_MESSAGE_BYTES } from "./limits.ts";
import { RequestError } from "./raw-requests.ts";
import { remedyFor } from "./remedy.ts";
import { safeLine, safeLines } from "./text.ts";
import { tellShape } from "./wrong-shape.ts";

/** What was being done, as the end of "while ...". */
export interface Phase {
  /** `connecting`, `listing its tools`, `calling list_issues`. */
  doing: string;
  timeoutMs: number;
}

interface Finding {
  code: DiagnosticCode;
  /** The end of the sentence that begins with the server's name. */
  what: string;
}

/**
 * The coded error for whatever went wrong with a server: its name, the phase, and the last lines of its standard error.
 * Text of the server is made safe to show, values from the environment are taken out.
 */
export function serverFailure(
  server: ResolvedServer,
  channel: Channel,
  phase: Phase,
  error: unknown,
): CodemodeError {
  const cause = unwrap(error);
  const coded = cause instanceof SseError ? channel.refusal() : cause;
  if (coded instanceof CodemodeError) return coded;
  const clean = createSecretFilter(server.secrets);
  const { code, what } = faultFinding(channel, clean) ?? errorFinding(cause, phase, channel, clean);
  const stderr = safeLines(clean(channel.stderrTail()));
  const hint = phase.doing === CONNECTING ? remedyOf(server, channel, stderr) : null;
  return codemodeError(code, clean(`Server \`${server.key}\`: ${what}.`), {
    location: { server: server.key },
    ...(hint === null ? {} : { hint }),
    // No cause: the client's errors carry bodies of responses, which may repeat what we sent.
    ...(stderr === "" ? {} : { detail: `The last lines of its standard error:\n${stderr}` }),
  });
}

function remedyOf(server: ResolvedServer, channel: Channel, stderr: string): string | null {
  const fault = channel.fault();
  const isMissing = fault.kind === "not started" && fault.isMissing;
  return remedyFor({ server, stderr, noise: channel.firstNoise(), isMissing });
}

/** What the transport knows better than the error that came of it. */
function faultFinding(channel: Channel, clean: SecretFilter): Finding | null {
  const fault = channel.fault();
  if (fault.kind === "none") return null;
  if (fault.kind === "not started") {
    return { code: "SERVER_START_FAILED", what: `could not be started: ${fault.reason}` };
  }
  if (fault.kind === "message too large") {
    const what = `sent a message of more than ${MAX_MESSAGE_BYTES} bytes`;
    return { code: "SERVER_MESSAGE_TOO_LARGE", what };
  }
  if (fault.kind === "only noise") {
    return {
      code: "SERVER_PROTOCOL",
      what: `does not speak MCP: ${describeNoise(channel, clean)}`,
    };
  }
  if (fault.kind === "does not read") {
    return { code: "SERVER_PROTOCOL", what: "sends requests but does not read our answers" };
  }
  return { code: "SERVER_PROTOCOL", what: "has closed its standard input" };
}

/** Texts are cleaned before they are cut: a cut could leave the beginning of a value, which is then not found. */
function errorFinding(
  error: unknown,
  phase: Phase,
  channel: Channel,
  clean: SecretFilter,
): Finding {
  const exit = channel.exit();
  if (exit !== null) {
    const how =
      exit.code === null ? `was ended by ${exit.signal}` : `exited with code ${exit.code}`;
    return { code: "SERVER_EXITED", what: `${how} while ${phase.doing}` };
  }
  if (isTimeout(error)) return timeoutFinding(phase, channel, clean);
  if (error instanceof RequestError) return requestFinding(error, phase, clean);
  if (error instanceof SdkHttpError) {
    if (isExpired(error, phase, channel)) {
      return { code: "SERVER_SESSION_EXPIRED", what: "knows our session no longer" };
    }
    const reply = phase.doing === CONNECTING ? null : replyOf(error);
    if (reply !== null) return requestFinding(reply, phase, clean);
    return statusFinding(error.status, error.message, phase, clean);
  }
  if (error instanceof SseError && error.code !== undefined) {
    return statusFinding(error.code, error.message, phase, clean);
  }
  const text = error instanceof Error ? error.message : String(error);
  if (error instanceof ProtocolError) {
    return {
      code: "SERVER_ERROR_REPLY",
      what: `answered with error ${error.code} while ${phase.doing}: ${safeLine(clean(text))}`,
    };
  }
  const network = networkReason(error);
  if (network !== null) {
    return { code: "SERVER_UNREACHABLE", what: `cannot be reached: ${network}` };
  }
  return {
    code: "SERVER_PROTOCOL",
    what: `answered with something that is not MCP while ${phase.doing}: ${safeLine(clean(tellShape(text)))}`,
  };
}

/** The client wraps what went wrong while it asked for the era. */
function unwrap(error: unknown): unknown {
  const wraps = error instanceof SdkError && !(error instanceof SdkHttpError);
  return wraps && error.cause instanceof Error ? error.cause : error;
}

function isTimeout(error: unknown): boolean {
  return (
    (error instanceof RequestError && error.kind === "timeout") ||
    (error instanceof SdkError && error.code === SdkErrorCode.RequestTimeout)
  );
}

function timeoutFinding(phase: Phase, channel: Channel, clean: SecretFilter): Finding {
  const noisy = channel.noiseCount() > 0 && phase.doing === CONNECTING;
  const what = `did not answer within ${phase.timeoutMs} ms while ${phase.doing}`;
  return noisy
    ? { code: "SERVER_PROTOCOL", what: `${what}; ${describeNoise(channel, clean)}` }
    : { code: "SERVER_TIMEOUT", what };
}

export const CONNECTING = "connecting";

export function describeNoise(channel: Channel, clean: SecretFilter): string {
  const first = safeLine(clean(channel.firstNoise()), 120);
  return `${channel.noiseCount()} lines of its standard output are not messages; the first is \`${first}\``;
}

function requestFinding(error: RequestError, phase: Phase, clean: SecretFilter): Finding {
  const text = safeLine(clean(error.message), 2_000);
  if (error.kind === "closed") {
    return { code: "SERVER_CLOSED", what: `${text} while ${phase.doing}` };
  }
  if (error.kind === "reply") {
    const code = error.code === null ? "an error" : `error ${error.code}`;
    return {
      code: "SERVER_ERROR_REPLY",
      what: `answered with ${code} while ${phase.doing}: ${text}`,
    };
  }
  return { code: "SERVER_PROTOCOL", what: `answered without a result while ${phase.doing}` };
}

/** Specification 2026-07-28, "Streamable HTTP": an unknown method is 404, with the error reply as its body. */
function replyOf(error: SdkHttpError): RequestError | null {
  const { text } = error.data;
  if (error.status === 401 || error.status === 403 || typeof text !== "string") return null;
  try {
    const message: unknown = JSON.parse(text);
    const reply = isJsonObject(message) ? message["error"] : undefined;
    if (!isJsonObject(reply)) return null;
    const { code, message: said } = reply;
    if (typeof code !== "number") return null;
    return new RequestError("reply", typeof said === "string" ? said : "no message", { code });
  } catch {
    return null;
  }
}

/**
 * Specification 2025-11-25, "Session Management": 404 to a request of a session says that the server has ended it. Many
 * servers, built after an example of the SDK, say 400 and that there is no such session. Neither has executed anything,
 * unless it answers the very request, as a tool may that tells of another session (with a bank, in a browser): a call
 * that is made again must not have been made.
 */
function isExpired(error: SdkHttpError, phase: Phase, channel: Channel): boolean {
  if (phase.doing === CONNECTING || !channel.hasSession()) return false;
  const names = /\bsession\b/i.test(error.message);
  if (error.status === 404) return names || !answersRequest(error);
  return error.status === 400 && names && !answersRequest(error);
}

/** Our requests have numbers; refusals of a session have `null`, nothing or a text in the place of one. */
function answersRequest({ data: { text } }: SdkHttpError): boolean {
  if (typeof text !== "string") return false;
  try {
    const message: unknown = JSON.parse(text);
    return isJsonObject(message) && typeof message["id"] === "number";
  } catch {
    return false;
  }
}

function statusFinding(
  status: number,
  message: string,
  phase: Phase,
  clean: SecretFilter,
): Finding {
  const what = `answered with HTTP status ${status} while ${phase.doing}: ${safeLine(clean(message))}`;
  return status === 401 || status === 403
    ? { code: "SERVER_UNAUTHORIZED", what }
    : { code: "SERVER_HTTP", what };
}

/** `fetch` says "fetch failed" and hides why in its cause. */
function networkReason(error: unknown): string | null {
  if (!(error instanceof TypeError && error.message === "fetch failed")) return null;
  const { cause } = error;
  // Several addresses were tried: the first says enough.
  const first: unknown = cause instanceof AggregateError ? cause.errors[0] : cause;
  return first instanceof Error ? safeLine(first.message) : error.message;
}
