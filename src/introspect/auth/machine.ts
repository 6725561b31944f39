import { createPrivateKey } from "node:crypto";
import path from "node:path";
import {
  ClientCredentialsProvider,
  fetchToken,
  PrivateKeyJwtProvider,
  type OAuthClientProvider,
} from "@modelcontextprotocol/client";
import type { ClientCredentialsConfig, PrivateKeyJwtConfig } from "../../config/auth.ts";
import type { ResolvedHttpServer } from "../../config/interpolate.ts";
import type { AuthorizationOptions } from "./authorization.ts";
import type { Challenge } from "./challenge.ts";
import { discoverSignIn } from "./discover.ts";
import { guardedWeb } from "./guarded-fetch.ts";
import { authFailure, authProblem } from "./problems.ts";
import { readKeyFile } from "./store-files.ts";
import { checkTokens, expiryOf } from "./tokens.ts";

export type MachineConfig = ClientCredentialsConfig | PrivateKeyJwtConfig;

export interface MachineToken {
  accessToken: string;
  /** Milliseconds since 1970, `null` where the authorization server does not say. */
  expiresAt: number | null;
}

/**
 * Signs in as a machine: client credentials (RFC 6749, section 4.4), proven by a secret or a signed assertion (RFC 7523).
 *
 * @throws CodemodeError `AUTH_*`
 */
export async function signInAsMachine(
  server: ResolvedHttpServer,
  auth: MachineConfig,
  challenge: Challenge,
  { rootDir, env }: AuthorizationOptions,
): Promise<MachineToken> {
  const { fetch, guard } = guardedWeb(server, env, undefined);
  const { issuer, metadata, resource, scopes } = await discoverSignIn(
    server,
    challenge,
    fetch,
    guard,
  );
  const wanted = auth.scopes ?? (challenge.scopes.length > 0 ? challenge.scopes : scopes);
  const provider = createProvider(server, auth, issuer, rootDir);
  try {
    const tokens = await fetchToken(provider, issuer, {
      ...(metadata === null ? {} : { metadata }),
      ...(resource === null ? {} : { resource }),
      ...(wanted.length === 0 ? {} : { scope: wanted.join(" ") }),
      fetchFn: fetch,
    });
    checkTokens(server.key, tokens);
    return { accessToken: tokens.access_token, expiresAt: expiryOf(tokens) };
  } catch (error) {
    throw authFailure(server.key, "the sign-in", error);
  }
}

function createProvider(
  server: ResolvedHttpServer,
  auth: MachineConfig,
  issuer: string,
  rootDir: string,
): OAuthClientProvider {
  if (auth.type === "client-credentials") {
    const { clientId, clientSecret } = auth;
    return new ClientCredentialsProvider({ clientId, clientSecret, expectedIssuer: issuer });
  }
  return new PrivateKeyJwtProvider({
    clientId: auth.clientId,
    privateKey: readKey(server, auth, rootDir),
    algorithm: auth.algorithm,
    expectedIssuer: issuer,
  });
}

function readKey(server: ResolvedHttpServer, auth: PrivateKeyJwtConfig, rootDir: string): string {
  const given =
    auth.privateKeyFile === undefined
      ? (auth.privateKey as string)
      : readKeyFile(server.key, path.resolve(rootDir, auth.privateKeyFile));
  // Many ways to set a variable have no line ends.
  const text = given.includes("\n") ? given : given.replaceAll("\\n", "\n");
  if (!server.secrets.some(({ value }) => value === text)) {
    server.secrets.push({ name: "privateKey", value: text });
  }
  let kind: string | undefined;
  try {
    kind = createPrivateKey(text).asymmetricKeyType;
  } catch {
    throw authProblem("AUTH_KEY", server.key, "its private key is no PEM key");
  }
  const wanted = auth.algorithm.startsWith("ES") ? "ec" : "rsa";
  if (kind !== wanted || !text.includes("BEGIN PRIVATE KEY")) {
    const what = `its private key is not the PKCS #8 key (${wanted}) that ${auth.algorithm} needs`;
    throw authProblem("AUTH_KEY", server.key, what);
  }
  return text;
}
