import type { FetchLike } from "@modelcontextprotocol/client";
import { CodemodeError } from "../../diagnostics/error.ts";
import type { Authorization } from "./authorization.ts";
import { readChallenge } from "./challenge.ts";
import { scopeRequired } from "./problems.ts";

export interface AuthorizedFetch {
  fetch: FetchLike;
  /** The last refusal: the transport of events swallows what its requests fail with. */
  readonly refusal: CodemodeError | null;
}

/**
 * Sends the token of a sign-in with every request to the server's own origin, and once more with a new one when the server
 * refuses it. A request that was refused has done nothing, so that it is no second call of a tool.
 *
 * @param server its key and URL
 */
export function authorizeFetch(
  server: { key: string; url: string },
  authorization: Authorization | null,
  fetch: FetchLike,
): AuthorizedFetch {
  if (authorization === null) return { fetch, refusal: null };
  const { origin } = new URL(server.url);
  let refusal: CodemodeError | null = null;

  const send: FetchLike = async (url, init) => {
    if (new URL(url).origin !== origin) return fetch(url, init);
    const token = await authorization.token();
    const response = await fetch(url, withToken(init, token));
    if (response.status === 403) {
      const { error, scopes } = readChallenge(response);
      if (error !== "insufficient_scope") return response;
      dispose(response);
      throw scopeRequired(server.key, scopes);
    }
    if (response.status !== 401) return response;
    dispose(response);
    const renewed = await authorization.renew(token, readChallenge(response));
    return fetch(url, withToken(init, renewed));
  };
  return {
    fetch: async (url, init) => {
      try {
        const response = await send(url, init);
        refusal = null;
        return response;
      } catch (error) {
        if (error instanceof CodemodeError) refusal = error;
        throw error;
      }
    },
    get refusal() {
      return refusal;
    },
  };
}

function withToken(init: RequestInit | undefined, token: string | null): RequestInit {
  const headers = new Headers(init?.headers);
  if (token !== null) headers.set("authorization", `Bearer ${token}`);
  return { ...init, headers };
}

function dispose(response: Response): void {
  void response.body?.cancel().catch(() => {});
}
