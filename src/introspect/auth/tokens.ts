import type { OAuthTokens } from "@modelcontextprotocol/client";
import type { ResolvedHttpServer } from "../../config/interpolate.ts";
import { authProblem } from "./problems.ts";
import type { SignIn } from "./store.ts";

/** An access token counts as expired so long before it is: a request takes its time, and clocks differ. */
const MARGIN_MS = 30_000;

/** Whether the access token must not be used any more. One that lives shorter than the margin is used for half its life. */
export function isExpired(expiresAt: number | null, now = Date.now()): boolean {
  return expiresAt !== null && now >= expiresAt;
}

/** @returns when the token is to be renewed: milliseconds since 1970 */
export function expiryOf(tokens: OAuthTokens, now = Date.now()): number | null {
  const seconds = tokens.expires_in;
  if (seconds === undefined || !Number.isFinite(seconds) || seconds < 0) return null;
  const life = seconds * 1000;
  return now + Math.max(life - MARGIN_MS, life / 2);
}

/**
 * @throws CodemodeError `AUTH_UNSUPPORTED` for tokens that are no bearer tokens, or cannot be a header
 */
export function checkTokens(server: string, tokens: OAuthTokens): void {
  if (tokens.token_type.toLowerCase() !== "bearer") {
    throw authProblem(
      "AUTH_UNSUPPORTED",
      server,
      "its authorization server gives tokens that are no bearer tokens",
    );
  }
  // RFC 6750, section 2.1.
  if (!/^[\w\-.~+/]+=*$/.test(tokens.access_token)) {
    throw authProblem(
      "AUTH_UNSUPPORTED",
      server,
      "its authorization server gives a token that cannot be sent",
    );
  }
}

/**
 * What is shown from now on has none of these values: a server may repeat the token it is given. The lists that filters
 * read are those of the server itself.
 */
export function keepSecret(
  server: ResolvedHttpServer,
  signIn: Pick<SignIn, "accessToken" | "refreshToken" | "clientSecret">,
): void {
  const values: [string, string | null][] = [
    ["access_token", signIn.accessToken],
    ["refresh_token", signIn.refreshToken],
    ["client_secret", signIn.clientSecret],
  ];
  for (const [name, value] of values) {
    if (value === null || server.secrets.some((secret) => secret.value === value)) continue;
    server.secrets.push({ name, value });
  }
}
