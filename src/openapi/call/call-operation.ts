import type { ResolvedOpenApiServer } from "../../config/interpolate.ts";
import { createSecretFilter } from "../../config/secrets.ts";
import { serverUrlProblem } from "../../config/server-url.ts";
import type { DiagnosticCode } from "../../diagnostics/codes.ts";
import { codemodeError, type CodemodeError } from "../../diagnostics/error.ts";
import { escapeLineForTerminal } from "../../diagnostics/terminal.ts";
import type { JsonObject } from "../../json.ts";
import type { FetchOne } from "../fetch-one.ts";
import { MAX_RESPONSE_BYTES } from "../limits.ts";
import type { Recipe } from "../recipe.ts";
import { chooseSecurity } from "../security.ts";
import { buildRequest, ConfiguredValueError, normalizeBaseUrl } from "./build-request.ts";
import { InputError } from "./encode.ts";
import { readResponse, ResponseError } from "./read-response.ts";
import { sendRequest, TooLargeError } from "./send.ts";

export interface CallLimits {
  timeoutMs: number;
  signal?: AbortSignal | undefined;
  fetch?: FetchOne | undefined;
}

/**
 * One request, sent once, and its answer as a `CallToolResult`. What cannot be sent (a path parameter that
 * would leave its step) is such a result too, an error, so that the program is told.
 *
 * @throws CodemodeError `OPENAPI_AUTH_MISSING`, `OPENAPI_BASE_URL`, `OPENAPI_RESPONSE`, `SERVER_TIMEOUT`,
 *   `SERVER_UNREACHABLE`, `SERVER_MESSAGE_TOO_LARGE`; the reason of the signal
 */
export async function callOperation(
  server: ResolvedOpenApiServer,
  name: string,
  recipe: Recipe,
  input: JsonObject,
  { timeoutMs, signal, fetch: fetchOne = fetch }: CallLimits,
): Promise<JsonObject> {
  const clean = createSecretFilter(server.secrets);
  const fail = (code: DiagnosticCode, what: string, hint?: string): CodemodeError =>
    codemodeError(code, clean(`Server \`${server.key}\`: ${what}.`), {
      severity: "error",
      location: { server: server.key, tool: name },
      ...(hint === undefined ? {} : { hint }),
    });
  const label = escapeLineForTerminal(name.slice(0, 120));
  const baseUrl = baseUrlOf(server, recipe, fail);
  const headerNames = new Set(Object.keys(server.headers).map((header) => header.toLowerCase()));
  const needs = chooseSecurity(recipe.security, server.auth, headerNames);
  if (needs === null) {
    const schemes = [...new Set(recipe.security.flat().map(({ scheme }) => `\`${scheme}\``))];
    const wanted = escapeLineForTerminal(schemes.slice(0, 5).join(" or "));
    throw fail("OPENAPI_AUTH_MISSING", `${label} needs credentials for ${wanted}`);
  }
  const timeout = AbortSignal.timeout(timeoutMs);
  const both = signal === undefined ? timeout : AbortSignal.any([signal, timeout]);
  try {
    const { headers, auth } = server;
    const request = buildRequest({ recipe, baseUrl, headers, needs, auth }, input);
    return readResponse(recipe, await sendRequest(request, both, fetchOne));
  } catch (error) {
    if (signal?.aborted === true) throw signal.reason;
    if (error instanceof InputError) return inputRefused(error);
    if (error instanceof ConfiguredValueError) {
      const place = escapeLineForTerminal(error.message.slice(0, 200));
      const what = `\`${place}\` has characters that a header cannot have, a line end perhaps`;
      throw fail("OPENAPI_AUTH_MISSING", what, "Mend the variable that it is made of.");
    }
    if (timeout.aborted) {
      throw fail("SERVER_TIMEOUT", `did not answer within ${timeoutMs} ms while calling ${label}`);
    }
    if (error instanceof TooLargeError) {
      const what = `answered ${label} with more than ${MAX_RESPONSE_BYTES} bytes`;
      throw fail("SERVER_MESSAGE_TOO_LARGE", what);
    }
    if (error instanceof ResponseError) {
      throw fail(
        "OPENAPI_RESPONSE",
        `answered ${label} as its document does not say: ${error.message}`,
      );
    }
    const hint = "Check `baseUrl` of the server in the configuration and that the service runs.";
    throw fail("SERVER_UNREACHABLE", `cannot be reached: ${networkReason(error, clean)}`, hint);
  }
}

/** Looked at again: a committed catalog may come from anywhere. */
function baseUrlOf(
  server: ResolvedOpenApiServer,
  recipe: Recipe,
  fail: (code: DiagnosticCode, what: string) => CodemodeError,
): string {
  const baseUrl = server.baseUrl ?? recipe.server;
  if (baseUrl === null) throw fail("OPENAPI_BASE_URL", "nothing says where its service is");
  const problem = serverUrlProblem(baseUrl);
  if (problem !== null) throw fail("OPENAPI_BASE_URL", `the URL of its service ${problem}`);
  return normalizeBaseUrl(baseUrl);
}

function inputRefused({ message }: InputError): JsonObject {
  return { isError: true, content: [{ type: "text", text: `not sent: ${message}` }] };
}

/** `fetch` says "fetch failed" and hides why in its cause. */
function networkReason(error: unknown, clean: (text: string) => string): string {
  const cause: unknown = error instanceof Error ? (error.cause ?? error) : error;
  const first: unknown = cause instanceof AggregateError ? cause.errors[0] : cause;
  const text = first instanceof Error ? first.message : String(first);
  // Before it is escaped: a secret would not be found after.
  return escapeLineForTerminal(clean(text).slice(0, 300));
}
