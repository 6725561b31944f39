import {
  SdkErrorCode,
  SdkHttpError,
  SSEClientTransport,
  type FetchLike,
} from "@modelcontextprotocol/client";
import type { ResolvedHttpServer } from "../config/interpolate.ts";
import type { Authorization } from "./auth/authorization.ts";
import { authorizeFetch } from "./auth/authorized-fetch.ts";
import { boundedFetch } from "./bounded-fetch.ts";
import type { HttpChannel } from "./http-transport.ts";

/**
 * HTTP with server-sent events (specification 2024-11-05, "Transports"): one stream of events to us, whose first names the
 * address, of the same origin, that messages are posted to. By the client's own transport.
 *
 * The stream is the session: when it breaks, so does the connection. The transport would open another one, in which
 * nobody has shaken hands.
 */
export function createSseChannel(
  server: ResolvedHttpServer,
  authorization: Authorization | null,
  fetch: FetchLike,
): HttpChannel {
  let tooLarge = false;
  let ended = false;
  let opened = false;
  const bounded = boundedFetch(fetch, () => {
    tooLarge = true;
  });
  const authorized = authorizeFetch(server, authorization, bounded);
  const fetchOnce: FetchLike = async (url, init) => {
    const isStream = (init?.method ?? "GET") === "GET";
    if (isStream && opened) throw new Error("the stream of events has ended");
    const response = await authorized.fetch(url, init);
    if (isStream) opened ||= response.ok;
    else if (!response.ok) throw await refused(response);
    return response;
  };
  const transport = new SSEClientTransport(new URL(server.url), {
    requestInit: { headers: server.headers },
    fetch: fetchOnce,
  });
  // The client keeps and calls what it finds here.
  // oxlint-disable-next-line unicorn/prefer-add-event-listener -- a Transport has callbacks only
  transport.onerror = (error) => {
    // What is wrong with one message is no end.
    if (!opened || ended || !isStreamError(error)) return;
    ended = true;
    void transport.close();
  };
  return {
    transport,
    get tooLarge() {
      return tooLarge;
    },
    get refusal() {
      return authorized.refusal;
    },
    get hasSession() {
      return opened;
    },
    get ended() {
      return ended;
    },
    endSession: async () => {},
  };
}

function isStreamError(error: Error): boolean {
  return error.message.startsWith("SSE error");
}

/** The transport's own error has no status. */
async function refused(response: Response): Promise<SdkHttpError> {
  const text = await response.text().catch(() => "");
  const message = `Error POSTing to endpoint: ${text}`;
  const { status, statusText } = response;
  return new SdkHttpError(SdkErrorCode.ClientHttpNotImplemented, message, {
    status,
    statusText,
    text,
  });
}
