import { codemodeError } from "../../diagnostics/error.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../../json.ts";
import { RequestError, type RawRequests } from "../raw-requests.ts";
import { safeLine } from "../text.ts";
import { RequestRefused, type Desk } from "./desk.ts";

export interface InputOptions {
  /** The server's key. */
  server: string;
  /** For the server's part of all rounds together. */
  timeoutMs: number;
  signal: AbortSignal | undefined;
  desk: Desk;
}

/** How often a server may come back for more (the specification leaves it to the client). */
const MAX_ROUNDS = 10;
/** In one round. */
const MAX_REQUESTS = 10;
/** Before a round that asks for nothing: the server only wants to be asked again. */
const PAUSE_MS = 250;

/** Specification 2025-11-25, "Elicitation", "URL Elicitation Required Error". */
const URL_ELICITATION_REQUIRED = -32_042;

/**
 * Sends a request until its result is complete: what a server of 2026-07-28 asks for in an `input_required` result, and
 * one of 2025-11-25 in a "URL elicitation required" error, is asked for and sent with the request again, together with
 * the server's own `requestState` as it came.
 *
 * @returns the result without `resultType`
 * @throws what `requests` throws; CodemodeError `SERVER_INPUT_*`; the reason of `signal`
 */
export async function requestWithInput(
  requests: RawRequests,
  method: string,
  params: JsonObject,
  { server, timeoutMs, desk, signal = new AbortController().signal }: InputOptions,
): Promise<JsonObject> {
  let left = timeoutMs;
  let more: JsonObject = {};
  for (let round = 0; round <= MAX_ROUNDS; round += 1) {
    const started = performance.now();
    const outcome = await ask(requests, method, { ...params, ...more }, left, signal);
    left = Math.max(1, left - (performance.now() - started));
    if (outcome.kind === "complete") return outcome.result;
    if (outcome.kind === "urls") {
      if (!(await visitAll(outcome.urls, desk, signal))) throw outcome.error;
      continue;
    }
    more = await gather(server, outcome.result, desk, signal);
  }
  throw codemodeError(
    "SERVER_INPUT_ROUNDS",
    `Server \`${server}\`: still asks for more input after ${MAX_ROUNDS} rounds.`,
    { location: { server } },
  );
}

type Outcome =
  | { kind: "complete" | "input required"; result: JsonObject }
  | { kind: "urls"; urls: JsonValue[]; error: RequestError };

async function ask(
  requests: RawRequests,
  method: string,
  params: JsonObject,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<Outcome> {
  try {
    const { resultType, ...result } = await requests.request(method, params, { timeoutMs, signal });
    if (resultType === undefined || resultType === "complete") return { kind: "complete", result };
    if (resultType === "input_required") return { kind: "input required", result };
    throw new Error("its result is of a kind that this version of codemode does not know");
  } catch (error) {
    const urls = error instanceof RequestError ? requiredUrls(error) : null;
    if (urls === null) throw error;
    return { kind: "urls", urls, error: error as RequestError };
  }
}

function requiredUrls({ code, data }: RequestError): JsonValue[] | null {
  if (code !== URL_ELICITATION_REQUIRED || !isJsonObject(data)) return null;
  const { elicitations } = data;
  const isUsable = Array.isArray(elicitations) && elicitations.length > 0;
  return isUsable && elicitations.length <= MAX_REQUESTS ? elicitations : null;
}

/** @returns whether the person has been to all of them */
async function visitAll(
  urls: readonly JsonValue[],
  desk: Desk,
  signal: AbortSignal,
): Promise<boolean> {
  for (const params of urls) {
    const asked = isJsonObject(params) ? { ...params, mode: "url" } : params;
    const { action } = await desk.elicit(asked, signal);
    if (action !== "accept") return false;
  }
  return true;
}

/** The members that the next request has beside its own. Nothing is kept from one round to the next. */
async function gather(
  server: string,
  { inputRequests = {}, requestState }: JsonObject,
  desk: Desk,
  signal: AbortSignal,
): Promise<JsonObject> {
  const entries = isJsonObject(inputRequests) ? Object.entries(inputRequests) : [];
  const hasState = typeof requestState === "string";
  if (entries.length > MAX_REQUESTS) {
    throw unsupported(server, `asks for more than ${MAX_REQUESTS} things at once`);
  }
  if (entries.length === 0) {
    if (!hasState) throw unsupported(server, "asks for more input and does not say which");
    await pause(signal);
    return { requestState };
  }
  const responses: [string, JsonValue][] = [];
  // One after the other: a person answers one question at a time.
  for (const [key, request] of entries) {
    responses.push([key, await answer(server, request, desk, signal)]);
  }
  return {
    inputResponses: Object.fromEntries(responses),
    ...(hasState ? { requestState } : {}),
  };
}

async function answer(
  server: string,
  request: JsonValue,
  desk: Desk,
  signal: AbortSignal,
): Promise<JsonObject> {
  const { method, params } = isJsonObject(request) ? request : {};
  if (method === "elicitation/create") return desk.elicit(params, signal);
  if (method !== "sampling/createMessage") {
    const name = typeof method === "string" ? `\`${safeLine(method, 100)}\`` : "something";
    throw unsupported(server, `asks for ${name}, which codemode has not offered`);
  }
  try {
    return await desk.sample(params, signal);
  } catch (error) {
    if (!(error instanceof RequestRefused)) throw error;
    // There is no form in which a refusal could be sent: the call ends here.
    throw codemodeError(
      "SERVER_INPUT_REFUSED",
      `Server \`${server}\`: asked for a model's answer to go on, and got none: ${error.message}.`,
      { location: { server } },
    );
  }
}

function unsupported(server: string, what: string): Error {
  return codemodeError("SERVER_INPUT_UNSUPPORTED", `Server \`${server}\`: ${what}.`, {
    location: { server },
  });
}

function pause(signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener("abort", onAbort);
      resolve();
    }, PAUSE_MS);
    signal.addEventListener("abort", onAbort, { once: true });
  });
}
