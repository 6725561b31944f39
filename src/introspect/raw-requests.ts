import type { JSONRPCMessage, RequestId, Transport } from "@modelcontextprotocol/client";
import { isJsonObject, type JsonObject, type JsonValue } from "../json.ts";
import { createPatience, type Patience } from "./patience.ts";

/** Why a request got no result. */
export class RequestError extends Error {
  override readonly name = "RequestError";
  readonly kind: "timeout" | "closed" | "reply" | "not an object";
  /** The JSON-RPC error code, with kind `reply`. */
  readonly code: number | null;
  /** What the server sent with it. */
  readonly data: JsonValue;

  constructor(
    kind: RequestError["kind"],
    message: string,
    { code = null, data = null }: { code?: number | null; data?: JsonValue } = {},
  ) {
    super(message);
    this.kind = kind;
    this.code = code;
    this.data = data;
  }
}

interface RawRequestOptions {
  timeoutMs: number;
  signal?: AbortSignal | undefined;
}

export interface RawRequests {
  /**
   * Sends one request and gives its result as it came.
   *
   * @throws RequestError, the reason of the signal, or what the transport threw
   */
  request(method: string, params: JsonObject, options: RawRequestOptions): Promise<JsonObject>;
}

interface Pending {
  resolve(result: JsonValue): void;
  reject(error: unknown): void;
}

/** The client numbers its own few requests from 0. */
const FIRST_ID = 1_000;

/**
 * Requests beside the client, on a transport it has connected: the client reads results by its schemas, which reject a
 * whole list for one bad tool and validate outputs on the main thread. Everything that is no answer to one of ours goes
 * on to the client.
 *
 * @param envelope `_meta` of every request, which the specification asks for from 2026-07-28 on; else `null`
 * @param patience the clock of the requests' time limits
 */
export function createRawRequests(
  transport: Transport,
  envelope: JsonObject | null,
  patience: Patience = createPatience(),
): RawRequests {
  const pending = new Map<RequestId, Pending>();
  let nextId = FIRST_ID;
  let closed = false;

  const toClient = transport.onmessage;
  // oxlint-disable-next-line unicorn/prefer-add-event-listener -- a Transport has callbacks only
  transport.onmessage = (message, extra) => {
    if (!settleResponse(pending, message)) toClient?.(message, extra);
  };
  const closeClient = transport.onclose;
  // oxlint-disable-next-line unicorn/prefer-add-event-listener -- a Transport has callbacks only
  transport.onclose = () => {
    closed = true;
    for (const waiting of pending.values()) {
      waiting.reject(new RequestError("closed", "the connection closed"));
    }
    pending.clear();
    closeClient?.();
  };

  const withEnvelope = (params: JsonObject): JsonObject =>
    envelope === null ? params : { ...params, _meta: envelope };

  const cancel = (id: RequestId): void => {
    const params = withEnvelope({ requestId: id, reason: "cancelled by the caller" });
    const message = { jsonrpc: "2.0", method: "notifications/cancelled", params } as const;
    transport.send(message).catch(() => {});
  };

  const request: RawRequests["request"] = async (method, params, { timeoutMs, signal }) => {
    signal?.throwIfAborted();
    if (closed) throw new RequestError("closed", "the connection is closed");
    const id = nextId++;
    const stream = new AbortController();
    let endTimer: (() => void) | undefined;
    let onAbort: (() => void) | undefined;
    try {
      const result = await new Promise<JsonValue>((resolve, reject) => {
        pending.set(id, { resolve, reject });
        const giveUp = (reason: unknown): void => {
          if (!pending.delete(id)) return;
          cancel(id);
          stream.abort();
          reject(reason);
        };
        endTimer = patience.timer(timeoutMs, () => {
          giveUp(new RequestError("timeout", `no answer within ${timeoutMs} ms`));
        });
        onAbort = () => giveUp(signal?.reason);
        signal?.addEventListener("abort", onAbort, { once: true });
        const message = { jsonrpc: "2.0", id, method, params: withEnvelope(params) } as const;
        transport
          .send(message, {
            requestSignal: stream.signal,
            onRequestStreamEnd: () => {
              reject(new RequestError("closed", "the answer ended before it was complete"));
            },
          })
          .catch(reject);
      });
      if (!isJsonObject(result)) throw new RequestError("not an object", `${method} has no result`);
      return result;
    } finally {
      endTimer?.();
      if (onAbort !== undefined) signal?.removeEventListener("abort", onAbort);
      pending.delete(id);
    }
  };
  return { request };
}

/** @returns whether the message was the answer to a request of ours */
function settleResponse(pending: Map<RequestId, Pending>, message: JSONRPCMessage): boolean {
  if ("method" in message || message.id === undefined) return false;
  const waiting = pending.get(message.id);
  if (waiting === undefined) return false;
  pending.delete(message.id);
  if ("error" in message) {
    const { message: text, ...rest } = readError(message.error);
    waiting.reject(new RequestError("reply", text, rest));
  } else {
    waiting.resolve((message.result ?? null) as JsonValue);
  }
  return true;
}

/** Over stdio nothing has checked the message yet. */
function readError(error: unknown): { code: number | null; message: string; data: JsonValue } {
  const object = isJsonObject(error) ? error : {};
  const { code, message, data = null } = object;
  return {
    data,
    code: typeof code === "number" ? code : null,
    message: typeof message === "string" ? message : "no message",
  };
}
