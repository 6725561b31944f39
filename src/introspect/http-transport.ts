import {
  StreamableHTTPClientTransport,
  type FetchLike,
  type ReconnectionScheduler,
  type Transport,
} from "@modelcontextprotocol/client";
import type { ResolvedHttpServer } from "../config/interpolate.ts";
import type { CodemodeError } from "../diagnostics/error.ts";
import type { Authorization } from "./auth/authorization.ts";
import { authorizeFetch } from "./auth/authorized-fetch.ts";
import { boundedFetch } from "./bounded-fetch.ts";

/** The connection is lost for good after so many attempts: a run does not wait for a server to come back. */
const RECONNECTION = {
  initialReconnectionDelay: 500,
  maxReconnectionDelay: 5_000,
  reconnectionDelayGrowFactor: 1.5,
  maxRetries: 2,
};

/** A server may say when to come back, with any number; a stream that waits keeps no process alive. */
const MAX_RETRY_MS = 30_000;

const scheduleReconnection: ReconnectionScheduler = (reconnect, delay) => {
  const timer = setTimeout(reconnect, Math.min(delay, MAX_RETRY_MS));
  timer.unref();
  return () => clearTimeout(timer);
};

export interface HttpChannel {
  transport: Transport;
  /** Whether the server has sent more in one message than is read. */
  readonly tooLarge: boolean;
  /** Why the sign-in did not help with the last request that was refused. */
  readonly refusal: CodemodeError | null;
  /** Whether nothing can be sent any more. */
  readonly ended: boolean;
  /** Whether it has given us a session, which it may forget. */
  readonly hasSession: boolean;
  /** Tells the server that its session is over; it may never answer. */
  endSession(): Promise<void>;
}

/**
 * Streamable HTTP by the client's own transport: redirects are followed within the origin only (its default), so that
 * our headers go nowhere else; no message may be larger than over stdio.
 */
export function createHttpChannel(
  server: ResolvedHttpServer,
  authorization: Authorization | null,
  fetch: FetchLike,
): HttpChannel {
  let tooLarge = false;
  const onTooLarge = (): void => {
    tooLarge = true;
  };
  const authorized = authorizeFetch(server, authorization, boundedFetch(fetch, onTooLarge));
  const transport = new StreamableHTTPClientTransport(new URL(server.url), {
    requestInit: { headers: server.headers },
    fetch: authorized.fetch,
    reconnectionOptions: RECONNECTION,
    reconnectionScheduler: scheduleReconnection,
  });
  return {
    transport,
    get tooLarge() {
      return tooLarge;
    },
    get refusal() {
      return authorized.refusal;
    },
    ended: false,
    get hasSession() {
      return transport.sessionId !== undefined;
    },
    endSession: () => transport.terminateSession(),
  };
}
