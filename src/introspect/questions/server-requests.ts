import type { JSONRPCMessage, RequestId, Transport } from "@modelcontextprotocol/client";
import { isJsonObject, type JsonObject, type JsonValue } from "../../json.ts";
import type { Patience } from "../patience.ts";
import { NOBODY, RequestRefused, type Desk } from "./desk.ts";

/** Where the requests of a server of the legacy era come in. */
export interface ServerRequests {
  /**
   * Lets a server ask while a call is under way. Which of several calls it asks for it does not say: the eldest is taken.
   * @param signal cancels what is being asked
   * @returns ends it, and what is still being asked
   */
  during(desk: Desk, signal: AbortSignal | undefined): () => void;
}

interface Caller {
  desk: Desk;
  signal: AbortSignal;
}

/**
 * Answers `elicitation/create` and `sampling/createMessage`, which servers send until 2025-11-25. They are read by us and
 * not by the client, which validates with the server's schemas on this thread. Everything else goes on to the client.
 *
 * @param patience of the connection's calls: the time an answer takes is nobody's
 */
export function answerServerRequests(transport: Transport, patience: Patience): ServerRequests {
  const callers: Caller[] = [];
  const open = new Map<RequestId, AbortController>();

  const reply = async (id: RequestId, method: string, params: JsonValue): Promise<void> => {
    const ending = new AbortController();
    open.set(id, ending);
    const release = patience.hold();
    try {
      const result = await answer(callers[0], method, params, ending.signal);
      await transport.send({ jsonrpc: "2.0", id, result });
    } catch (error) {
      // One that was cancelled is not answered.
      if (ending.signal.aborted) return;
      const code = error instanceof RequestRefused ? error.code : INTERNAL_ERROR;
      const message = error instanceof RequestRefused ? error.message : "The call has ended";
      await transport.send({ jsonrpc: "2.0", id, error: { code, message } });
    } finally {
      release();
      if (open.get(id) === ending) open.delete(id);
    }
  };

  const toClient = transport.onmessage;
  // oxlint-disable-next-line unicorn/prefer-add-event-listener -- a Transport has callbacks only
  transport.onmessage = (message, extra) => {
    const asked = readRequest(message);
    if (asked !== null && METHODS.has(asked.method) && !open.has(asked.id)) {
      // The connection has ended: so have the calls that it was asked for.
      reply(asked.id, asked.method, asked.params).catch(() => {});
      return;
    }
    const cancelled = cancelledId(message);
    if (cancelled !== null) open.get(cancelled)?.abort(new Error("cancelled by the server"));
    toClient?.(message, extra);
  };
  return {
    during: (desk, signal) => {
      const ended = new AbortController();
      const signals = signal === undefined ? [ended.signal] : [signal, ended.signal];
      const caller: Caller = { desk, signal: AbortSignal.any(signals) };
      callers.push(caller);
      return () => {
        ended.abort(new Error("the call has ended"));
        callers.splice(callers.indexOf(caller), 1);
      };
    },
  };
}

const METHODS: ReadonlySet<string> = new Set(["elicitation/create", "sampling/createMessage"]);
const INTERNAL_ERROR = -32_603;

async function answer(
  caller: Caller | undefined,
  method: string,
  params: JsonValue,
  cancelled: AbortSignal,
): Promise<JsonObject> {
  const desk = caller?.desk ?? NOBODY;
  const signal = caller === undefined ? cancelled : AbortSignal.any([caller.signal, cancelled]);
  return method === "elicitation/create"
    ? desk.elicit(params, signal)
    : desk.sample(params, signal);
}

/** Over stdio nothing has checked the message yet. */
function readRequest(
  message: JSONRPCMessage,
): { id: RequestId; method: string; params: JsonValue } | null {
  if (!("method" in message) || !("id" in message)) return null;
  const { id, method, params } = message as { id: unknown; method: unknown; params?: unknown };
  if (typeof method !== "string" || (typeof id !== "string" && typeof id !== "number")) return null;
  return { id, method, params: (params ?? null) as JsonValue };
}

function cancelledId(message: JSONRPCMessage): RequestId | null {
  if (!("method" in message) || message.method !== "notifications/cancelled") return null;
  const params = message.params as JsonValue | undefined;
  const id = params !== undefined && isJsonObject(params) ? params["requestId"] : undefined;
  return typeof id === "string" || typeof id === "number" ? id : null;
}
