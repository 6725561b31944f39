import { StreamableHTTPClientTransport, type Transport } from "@modelcontextprotocol/client";
import type { ResolvedHttpServer } from "../config/interpolate.ts";
import { boundedFetch } from "./bounded-fetch.ts";

/** The connection is lost for good after so many attempts: a run does not wait for a server to come back. */
const RECONNECTION = {
  initialReconnectionDelay: 500,
  maxReconnectionDelay: 5_000,
  reconnectionDelayGrowFactor: 1.5,
  maxRetries: 2,
};

export interface HttpChannel {
  transport: Transport;
  /** Whether the server has sent more in one message than is read. */
  readonly tooLarge: boolean;
  /** Whether nothing can be sent any more. */
  readonly ended: boolean;
  /** Tells the server that its session is over; it may never answer. */
  endSession(): Promise<void>;
}

/**
 * Streamable HTTP by the client's own transport: redirects are followed within the origin only (its default), so that
 * our headers go nowhere else; no message may be larger than over stdio.
 */
export function createHttpChannel(server: ResolvedHttpServer): HttpChannel {
  let tooLarge = false;
  const onTooLarge = (): void => {
    tooLarge = true;
  };
  const transport = new StreamableHTTPClientTransport(new URL(server.url), {
    requestInit: { headers: server.headers },
    fetch: boundedFetch(onTooLarge),
    reconnectionOptions: RECONNECTION,
  });
  return {
    transport,
    get tooLarge() {
      return tooLarge;
    },
    ended: false,
    endSession: () => transport.terminateSession(),
  };
}
