import type { FetchLike } from "@modelcontextprotocol/client";
import type { ResolvedHttpServer } from "../../config/interpolate.ts";
import { VERSION } from "../../package-root.ts";
import { proxiedFetch } from "../proxied-fetch.ts";
import { NO_CHALLENGE, readChallenge, type Challenge } from "./challenge.ts";
import { authProblem } from "./problems.ts";

type Environment = Readonly<Record<string, string | undefined>>;

const PROBE_MS = 15_000;
const PROTOCOL_VERSION = "2025-11-25";

const INITIALIZE = {
  method: "initialize",
  params: {
    protocolVersion: PROTOCOL_VERSION,
    capabilities: {},
    clientInfo: { name: "codemode", version: VERSION },
  },
};

/**
 * Asks a server what it answers to nobody: its refusal says where to sign in, and for what. Many let anybody shake hands
 * and refuse the next request only.
 *
 * @throws CodemodeError `SERVER_UNREACHABLE`; the reason of `signal`
 */
export async function provokeChallenge(
  server: ResolvedHttpServer,
  env: Environment,
  signal: AbortSignal | undefined,
): Promise<Challenge> {
  const fetch = proxiedFetch(env);
  const first = await ask(server, fetch, INITIALIZE, {}, signal);
  if (first.status === 401) return readChallenge(first);
  const session = first.headers.get("mcp-session-id");
  const second = await ask(
    server,
    fetch,
    { method: "tools/list" },
    {
      "mcp-protocol-version": PROTOCOL_VERSION,
      ...(session === null ? {} : { "mcp-session-id": session }),
    },
    signal,
  );
  return second.status === 401 ? readChallenge(second) : NO_CHALLENGE;
}

/** The answer without its body. */
async function ask(
  server: ResolvedHttpServer,
  fetch: FetchLike,
  request: object,
  headers: Record<string, string>,
  signal: AbortSignal | undefined,
): Promise<Response> {
  const limit = AbortSignal.timeout(PROBE_MS);
  const send = (): Promise<Response> =>
    fetch(server.url, {
      method: "POST",
      headers: {
        ...server.headers,
        accept: "application/json, text/event-stream",
        "content-type": "application/json",
        ...headers,
      },
      body: JSON.stringify({ jsonrpc: "2.0", id: 1, ...request }),
      redirect: "manual",
      signal: signal === undefined ? limit : AbortSignal.any([limit, signal]),
    });
  try {
    // Once more: a connection that was kept from an earlier request may have been closed meanwhile.
    const response = await send().catch(send);
    void response.body?.cancel().catch(() => {});
    return response;
  } catch (error) {
    if (signal?.aborted === true) throw signal.reason;
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    const why = limit.aborted ? `no answer within ${PROBE_MS} ms` : (cause as Error).message;
    throw authProblem("SERVER_UNREACHABLE", server.key, `cannot be reached: ${why}`);
  }
}
