import type { ResolvedHttpServer } from "../../config/interpolate.ts";
import { guardedWeb } from "./guarded-fetch.ts";
import type { SignIn } from "./store.ts";

/**
 * Asks the authorization server to end a sign-in (RFC 7009): its refresh token, and with it the access tokens.
 *
 * @returns why that is not done, as the end of a sentence; `null` when it is
 * @throws the reason of `signal`
 */
export async function revokeSignIn(
  server: ResolvedHttpServer,
  signIn: SignIn,
  env: Readonly<Record<string, string | undefined>>,
  signal: AbortSignal | undefined,
): Promise<string | null> {
  const { revocationEndpoint, clientId } = signIn;
  if (revocationEndpoint === null) return "its authorization server has no way to end it";
  const configured = server.auth?.type === "oauth" ? server.auth.clientSecret : undefined;
  const secret = configured ?? signIn.clientSecret;
  const form = new URLSearchParams({
    token: signIn.refreshToken ?? signIn.accessToken,
    token_type_hint: signIn.refreshToken === null ? "access_token" : "refresh_token",
  });
  const headers: Record<string, string> = {
    "content-type": "application/x-www-form-urlencoded",
  };
  const { authMethods } = signIn;
  const takesBasic = authMethods.length === 0 || authMethods.includes("client_secret_basic");
  if (secret !== null && takesBasic) {
    const basic = [clientId, secret].map(encodeURIComponent).join(":");
    headers["authorization"] = `Basic ${Buffer.from(basic).toString("base64")}`;
  } else {
    form.set("client_id", clientId);
    if (secret !== null) form.set("client_secret", secret);
  }
  const { fetch } = guardedWeb(server, env, signal);
  try {
    const response = await fetch(revocationEndpoint, { method: "POST", headers, body: form });
    return response.ok ? null : `its authorization server answered ${response.status}`;
  } catch {
    signal?.throwIfAborted();
    return "its authorization server could not be reached";
  }
}
