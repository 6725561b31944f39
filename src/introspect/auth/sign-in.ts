import { randomBytes } from "node:crypto";
import {
  exchangeAuthorization,
  startAuthorization,
  validateAuthorizationResponseIssuer,
  type FetchLike,
} from "@modelcontextprotocol/client";
import type { ResolvedHttpServer } from "../../config/interpolate.ts";
import { chooseClient, type OAuthClient } from "./client.ts";
import { splitScopes, type Challenge } from "./challenge.ts";
import { discoverSignIn, revocationEndpoint, type Discovery } from "./discover.ts";
import { guardedWeb } from "./guarded-fetch.ts";
import { authFailure, authProblem } from "./problems.ts";
import { provokeChallenge } from "./provoke.ts";
import { canonicalUrl, openSignInStore, type SignIn } from "./store.ts";
import { checkTokens, expiryOf, keepSecret } from "./tokens.ts";

export interface SignInOptions {
  /** Tells where the sign-ins of this user are kept. */
  env: Readonly<Record<string, string | undefined>>;
  /** Where the authorization server sends the person back to: a loopback address (RFC 8252, section 7.3). */
  redirectUri: string;
  /**
   * Has a person sign in at a page, and gives the whole URL that they were sent back to. `state` is what a genuine one
   * has; it is checked here as well.
   */
  authorize(page: URL, state: string): Promise<URL>;
  /** Asked for besides those of the sign-in that there is. */
  scopes?: readonly string[];
  signal?: AbortSignal | undefined;
}

/**
 * Signs in to a server with the authorization code flow of the MCP specification (OAuth 2.1, PKCE with S256, `state`,
 * `resource`, `iss`) and keeps the tokens.
 *
 * @throws CodemodeError `AUTH_*`; what `authorize` throws; the reason of `signal`
 */
export async function signIn(server: ResolvedHttpServer, options: SignInOptions): Promise<SignIn> {
  const { signal } = options;
  const { fetch, guard } = guardedWeb(server, options.env, signal);
  const store = openSignInStore(server, options.env);
  const previous = store.read();
  const challenge = await provokeChallenge(server, options.env, signal);
  const discovery = await discoverSignIn(server, challenge, fetch, guard);
  checkPkce(server.key, discovery);
  const scopes = chooseScopes(server, discovery, challenge, previous, options.scopes ?? []);
  const client = await chooseClient(server, discovery, { ...options, scopes }, fetch);
  const made = await authorize(server, { discovery, client, scopes }, options, fetch);
  keepSecret(server, made);
  await store.change(async ({ write }) => write(made), signal);
  return made;
}

/**
 * Specification 2025-11-25, "Authorization code protection": without the member there is no PKCE, and no sign-in. One of
 * specification 2025-03-26 without metadata is held to what that one demands of it, which is PKCE.
 */
function checkPkce(key: string, { metadata }: Discovery): void {
  if (metadata === null) return;
  if (metadata.code_challenge_methods_supported?.includes("S256") === true) return;
  const what = "its authorization server does not say that it protects the code (PKCE with S256)";
  throw authProblem("AUTH_UNSUPPORTED", key, what, "Report it to the server's authors.");
}

/**
 * Specification 2025-11-25, "Scope selection strategy": what the challenge wants, else what the resource has. A step-up
 * keeps what there is.
 */
function chooseScopes(
  server: ResolvedHttpServer,
  discovery: Discovery,
  challenge: Challenge,
  previous: SignIn | null,
  more: readonly string[],
): string[] {
  const configured = server.auth?.scopes;
  const offered = challenge.scopes.length > 0 ? challenge.scopes : discovery.scopes;
  const present = more.length === 0 ? [] : (previous?.scopes ?? []);
  const wanted = new Set([
    ...present,
    ...(configured ?? (present.length > 0 ? [] : offered)),
    ...more,
  ]);
  // Without it an authorization server may give no refresh token.
  const hasOffline = discovery.metadata?.scopes_supported?.includes("offline_access") === true;
  if (wanted.size > 0 && hasOffline) wanted.add("offline_access");
  return [...wanted];
}

/** Code units: what a terminal shows and a browser takes. */
const MAX_PAGE = 16_000;

interface Request {
  discovery: Discovery;
  client: OAuthClient;
  scopes: readonly string[];
}

async function authorize(
  server: ResolvedHttpServer,
  { discovery, client, scopes }: Request,
  options: SignInOptions,
  fetch: FetchLike,
): Promise<SignIn> {
  const { key } = server;
  const { metadata, issuer } = discovery;
  const state = randomBytes(32).toString("base64url");
  const common = {
    ...(metadata === null ? {} : { metadata }),
    clientInformation: client.information,
    // The text itself: as a URL it could have a slash more, and be another resource.
    ...(discovery.resource === null ? {} : { resource: discovery.resource }),
  };
  const started = await startAuthorization(issuer, {
    ...common,
    redirectUrl: options.redirectUri,
    state,
    ...(scopes.length === 0 ? {} : { scope: scopes.join(" ") }),
  }).catch((error: unknown) => {
    throw authFailure(key, "preparing the sign-in", error);
  });
  if (started.authorizationUrl.href.length > MAX_PAGE) {
    const what = `the address to sign in at has more than ${MAX_PAGE} characters`;
    throw authProblem("AUTH_DISCOVERY", key, what);
  }
  const answer = await options.authorize(started.authorizationUrl, state);
  const { code, iss } = readAnswer(key, answer, state, discovery);
  try {
    const tokens = await exchangeAuthorization(issuer, {
      ...common,
      authorizationCode: code,
      ...(iss === undefined ? {} : { iss }),
      codeVerifier: started.codeVerifier,
      redirectUri: options.redirectUri,
      fetchFn: fetch,
    });
    checkTokens(key, tokens);
    return {
      serverUrl: canonicalUrl(server.url),
      resource: discovery.resource,
      issuer,
      tokenEndpoint: metadata?.token_endpoint ?? new URL("/token", issuer).href,
      revocationEndpoint: metadata === null ? null : revocationEndpoint(metadata),
      authMethods: metadata?.token_endpoint_auth_methods_supported ?? [],
      clientId: client.id,
      clientSecret: client.registeredSecret,
      scopes: tokens.scope === undefined ? [...scopes] : splitScopes(tokens.scope),
      accessToken: tokens.access_token,
      refreshToken: tokens.refresh_token ?? null,
      expiresAt: expiryOf(tokens),
    };
  } catch (error) {
    throw authFailure(key, "the sign-in", error);
  }
}

/**
 * What came back from the page. Who sent it is settled first (`state`, then `iss`: RFC 9207): what an attacker has made up
 * is not even shown.
 */
function readAnswer(
  key: string,
  answer: URL,
  state: string,
  { metadata }: Discovery,
): { code: string; iss: string | undefined } {
  const params = answer.searchParams;
  if (params.get("state") !== state) {
    throw authProblem("AUTH_MISMATCH", key, "the answer belongs to another sign-in (`state`)");
  }
  const iss = params.get("iss") ?? undefined;
  try {
    validateAuthorizationResponseIssuer({
      iss,
      expectedIssuer: metadata?.issuer,
      issParameterSupported:
        metadata !== null &&
        "authorization_response_iss_parameter_supported" in metadata &&
        metadata.authorization_response_iss_parameter_supported === true,
    });
  } catch (error) {
    throw authFailure(key, "the sign-in", error);
  }
  const error = params.get("error");
  const code = params.get("code");
  if (error === null && code !== null && code !== "") return { code, iss };
  const shown = error !== null && /^[a-z_]{1,60}$/.test(error) ? ` (${error})` : "";
  throw authProblem(
    "AUTH_REFUSED",
    key,
    `the sign-in was refused${shown}`,
    `Run \`codemode login ${key}\` again.`,
  );
}
