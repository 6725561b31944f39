import {
  OAuthError,
  refreshAuthorization,
  type AuthorizationServerMetadata,
} from "@modelcontextprotocol/client";
import type { ResolvedHttpServer } from "../../config/interpolate.ts";
import { splitScopes } from "./challenge.ts";
import { clientOf } from "./client.ts";
import { guardedWeb } from "./guarded-fetch.ts";
import { authFailure, loginRequired } from "./problems.ts";
import type { SignIn, SignInStore } from "./store.ts";
import { checkTokens, expiryOf, isExpired, keepSecret } from "./tokens.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** By file of the store: callers of this process wait for one of them. */
const underWay = new Map<string, Promise<SignIn>>();

/**
 * Renews a sign-in with its refresh token: once for all callers of this process, and once for all processes of this user,
 * since an authorization server that rotates refresh tokens takes a second use for a theft and ends the sign-in.
 *
 * @param refused the access token that the server does not take any more
 * @param env names a proxy, if there is one
 * @returns the sign-in as it is now, whoever has renewed it
 * @throws CodemodeError `AUTH_REQUIRED`, `AUTH_REFUSED`, `AUTH_UNREACHABLE`, `AUTH_STORE`, `AUTH_STORE_BUSY`
 */
export function renewSignIn(
  server: ResolvedHttpServer,
  store: SignInStore,
  refused: string,
  env: Environment,
): Promise<SignIn> {
  const known = underWay.get(store.file);
  if (known !== undefined) return known;
  const renewing = renewAlone(server, store, refused, env).finally(() =>
    underWay.delete(store.file),
  );
  underWay.set(store.file, renewing);
  return renewing;
}

function renewAlone(
  server: ResolvedHttpServer,
  store: SignInStore,
  refused: string,
  env: Environment,
): Promise<SignIn> {
  return store.change(async ({ write, remove }) => {
    const present = store.read();
    if (present === null) throw loginRequired(server.key, "nobody is signed in to it any more");
    // Another process was faster.
    if (present.accessToken !== refused && !isExpired(present.expiresAt)) return present;
    keepSecret(server, present);
    if (present.refreshToken === null) {
      throw loginRequired(server.key, "its sign-in has expired and cannot be renewed");
    }
    try {
      const renewed = await refresh(server, present, present.refreshToken, env);
      keepSecret(server, renewed);
      write(renewed);
      return renewed;
    } catch (error) {
      if (error instanceof OAuthError && error.code === "invalid_grant") {
        remove();
        throw loginRequired(server.key, "its sign-in has ended: it was withdrawn or has expired");
      }
      throw authFailure(server.key, "renewing the sign-in", error);
    }
  });
}

async function refresh(
  server: ResolvedHttpServer,
  present: SignIn,
  refreshToken: string,
  env: Environment,
): Promise<SignIn> {
  const configured = server.auth?.type === "oauth" ? (server.auth.clientSecret ?? null) : null;
  const client = clientOf(present.clientId, configured, present.clientSecret);
  const tokens = await refreshAuthorization(present.issuer, {
    metadata: metadataOf(present),
    clientInformation: client.information,
    refreshToken,
    ...(present.resource === null ? {} : { resource: present.resource }),
    fetchFn: guardedWeb(server, env, undefined).fetch,
  });
  checkTokens(server.key, tokens);
  return {
    ...present,
    scopes: tokens.scope === undefined ? present.scopes : splitScopes(tokens.scope),
    accessToken: tokens.access_token,
    refreshToken: tokens.refresh_token ?? refreshToken,
    expiresAt: expiryOf(tokens),
  };
}

/** Those of the day of the sign-in: the tokens belong to that authorization server, whatever the MCP server names now. */
function metadataOf(present: SignIn): AuthorizationServerMetadata {
  return {
    issuer: present.issuer,
    authorization_endpoint: present.issuer,
    token_endpoint: present.tokenEndpoint,
    response_types_supported: ["code"],
    token_endpoint_auth_methods_supported: present.authMethods,
  };
}
