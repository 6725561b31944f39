import {
  LOG_LEVEL_META_KEY,
  type JSONRPCMessage,
  type Transport,
} from "@modelcontextprotocol/client";
import { redactSecrets, type SecretValue } from "../config/secrets.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../json.ts";
import type { ServerFacts } from "./handshake.ts";
import type { RawRequests } from "./raw-requests.ts";
import { safeLine } from "./text.ts";

/** What is asked of a server that writes logs; more would be for its authors. */
const LEVEL = "info";
const SET_LEVEL_MS = 5_000;
/** Code units of a message that are looked at: far more than is shown. */
const MAX_READ = 65_536;
const MAX_SHOWN = 2_000;
/** Of calls under way, whose progress is shown by the tool's name. */
const MAX_CALLS = 1_000;

/** Of every request to a server of 2026-07-28 that writes logs: it sends none otherwise. */
export function logEnvelope(facts: ServerFacts, wantsLogs: boolean): JsonObject {
  const speaks = facts.era === "modern" && Object.hasOwn(facts.capabilities, "logging");
  return wantsLogs && speaks ? { [LOG_LEVEL_META_KEY]: LEVEL } : {};
}

/** Asks a server of an earlier specification for its logs, if it has any; whether it agrees is no matter. */
export function askForLogs(facts: ServerFacts, requests: RawRequests): void {
  if (facts.era !== "legacy" || !Object.hasOwn(facts.capabilities, "logging")) return;
  const options = { timeoutMs: SET_LEVEL_MS };
  requests.request("logging/setLevel", { level: LEVEL }, options).catch(() => {});
}

/**
 * Gives what a server says while it works, a line each: `notifications/message`, and the progress of calls, which are
 * made to ask for it. It changes nothing else: no time limit is extended.
 *
 * @param onLine gets lines that are safe to show
 */
export function showServerLogs(
  transport: Transport,
  secrets: readonly SecretValue[],
  onLine: (line: string) => void,
): void {
  /** The tools of calls that were sent last, by their progress tokens. */
  const calls = new Map<JsonValue, string>();
  const show = (text: string): void => {
    onLine(safeLine(redactSecrets(text.slice(0, MAX_READ), secrets), MAX_SHOWN));
  };
  const send = transport.send.bind(transport);
  transport.send = (message, options) => send(askForProgress(message, calls), options);
  const receive = transport.onmessage;
  // oxlint-disable-next-line unicorn/prefer-add-event-listener -- a Transport has callbacks only
  transport.onmessage = (message, extra) => {
    if ("method" in message && isJsonObject(message.params)) {
      if (message.method === "notifications/message") show(logLine(message.params));
      if (message.method === "notifications/progress") show(progressLine(message.params, calls));
    }
    receive?.(message, extra);
  };
}

function askForProgress(message: JSONRPCMessage, calls: Map<JsonValue, string>): JSONRPCMessage {
  if (!("method" in message) || !("id" in message) || message.method !== "tools/call") {
    return message;
  }
  const params = (message.params ?? {}) as JsonObject;
  const { name, _meta } = params;
  if (typeof name === "string") calls.set(message.id, name);
  const [oldest] = calls.keys();
  if (calls.size > MAX_CALLS && oldest !== undefined) calls.delete(oldest);
  const meta = { ...(isJsonObject(_meta) ? _meta : {}), progressToken: message.id };
  return { ...message, params: { ...params, _meta: meta } };
}

function logLine({ level, logger, data }: JsonObject): string {
  const from = typeof logger === "string" ? ` ${logger}` : "";
  return `[${typeof level === "string" ? level : "log"}${from}] ${textOf(data)}`;
}

function progressLine(
  { progressToken, progress, total, message }: JsonObject,
  calls: ReadonlyMap<JsonValue, string>,
): string {
  const of = typeof total === "number" ? `/${total}` : "";
  const done = typeof progress === "number" ? `${progress}${of}` : "";
  const tool = calls.get(progressToken ?? null) ?? "progress";
  return [`[${tool}]`, done, ...(typeof message === "string" ? [message] : [])].join(" ");
}

function textOf(data: JsonValue | undefined): string {
  return typeof data === "string" ? data : JSON.stringify(data ?? null);
}
