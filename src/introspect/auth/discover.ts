import {
  checkResourceAllowed,
  discoverAuthorizationServerMetadata,
  discoverOAuthProtectedResourceMetadata,
  type AuthorizationServerMetadata,
  type FetchLike,
  type OAuthProtectedResourceMetadata,
} from "@modelcontextprotocol/client";
import type { ResolvedHttpServer } from "../../config/interpolate.ts";
import { CodemodeError } from "../../diagnostics/error.ts";
import { safeLine } from "../text.ts";
import type { Challenge } from "./challenge.ts";
import { hostOf, type Guard } from "./guard.ts";
import { authFailure, authProblem } from "./problems.ts";
import { canonicalUrl } from "./store.ts";

/** Where to sign in to a server, and for what. */
export interface Discovery {
  issuer: string;
  /** `null`: an authorization server of specification 2025-03-26, which has its endpoints at fixed paths. */
  metadata: AuthorizationServerMetadata | null;
  /** As the server names it (RFC 9728), `null` where it has no such metadata. */
  resource: string | null;
  /** What the resource can be asked for; empty: not said. */
  scopes: string[];
}

/**
 * Finds the authorization server of an MCP server: protected-resource metadata (RFC 9728) at the place that the challenge
 * names or at the well-known ones, then the metadata of the issuer that it names (RFC 8414, OpenID Connect Discovery), at
 * each place that the specification lists. A server without protected-resource metadata is its own issuer, as
 * specification 2025-03-26 has it.
 *
 * @throws CodemodeError `AUTH_DISCOVERY`, `AUTH_MISMATCH`, `AUTH_NOT_OFFERED`, `AUTH_UNREACHABLE`, `AUTH_URL_REFUSED`
 */
export async function discoverSignIn(
  server: ResolvedHttpServer,
  challenge: Challenge,
  fetch: FetchLike,
  guard: Guard,
): Promise<Discovery> {
  const { key } = server;
  const described = await describeResource(server, challenge, fetch);
  if (described !== null) checkResource(server, described.resource);
  const issuer = chooseIssuer(server, described);
  const metadata = await describeIssuer(key, issuer, fetch);
  if (metadata === null && described !== null) {
    const what = `its authorization server ${safeLine(issuer, 200)} has no metadata`;
    throw authProblem("AUTH_DISCOVERY", key, what);
  }
  if (metadata === null && challenge.status !== 401) {
    throw authProblem("AUTH_NOT_OFFERED", key, "it does not ask for a sign-in");
  }
  if (metadata !== null) await checkEndpoints(guard, metadata);
  return {
    issuer: metadata?.issuer ?? issuer,
    metadata,
    resource: described?.resource ?? null,
    scopes: described?.scopes_supported ?? [],
  };
}

async function describeResource(
  { key, url }: ResolvedHttpServer,
  challenge: Challenge,
  fetch: FetchLike,
): Promise<OAuthProtectedResourceMetadata | null> {
  const { resourceMetadataUrl } = challenge;
  try {
    return await discoverOAuthProtectedResourceMetadata(
      canonicalUrl(url),
      resourceMetadataUrl === null ? {} : { resourceMetadataUrl },
      fetch,
    );
  } catch (error) {
    if (error instanceof CodemodeError) throw error;
    // The client has no other sign for "there is none" than its words.
    const isAbsent = error instanceof Error && error.message.includes("does not implement OAuth");
    if (isAbsent && resourceMetadataUrl === null) return null;
    throw authFailure(key, "telling what it protects", error);
  }
}

/** RFC 9728, section 3.3: metadata of another resource must not be used. */
function checkResource(server: ResolvedHttpServer, resource: string): void {
  const isOurs =
    URL.canParse(resource) &&
    checkResourceAllowed({
      requestedResource: canonicalUrl(server.url),
      configuredResource: resource,
    });
  if (isOurs) return;
  const what = `its metadata are those of another resource, ${safeLine(resource, 200)}`;
  throw authProblem("AUTH_MISMATCH", server.key, what);
}

function chooseIssuer(
  server: ResolvedHttpServer,
  described: OAuthProtectedResourceMetadata | null,
): string {
  const offered = described?.authorization_servers ?? [];
  const expected = server.auth?.issuer;
  const issuers = offered.length === 0 ? [new URL("/", server.url).href] : offered;
  if (expected === undefined) return issuers[0] as string;
  const found = issuers.find((issuer) => isSameIssuer(issuer, expected));
  if (found !== undefined) return found;
  const what = `it names the authorization server ${safeLine(issuers[0] as string, 200)}, the configuration another`;
  throw authProblem(
    "AUTH_MISMATCH",
    server.key,
    what,
    "Compare `issuer` in `auth` of the server with what the server's documentation says.",
  );
}

/** A single slash at the end makes no difference: who writes a URL by hand leaves it out. */
function isSameIssuer(a: string, b: string): boolean {
  return a.replace(/\/$/, "") === b.replace(/\/$/, "");
}

async function describeIssuer(
  key: string,
  issuer: string,
  fetch: FetchLike,
): Promise<AuthorizationServerMetadata | null> {
  if (!URL.canParse(issuer)) {
    throw authProblem("AUTH_DISCOVERY", key, "its authorization server is no URL");
  }
  try {
    return (await discoverAuthorizationServerMetadata(issuer, { fetchFn: fetch })) ?? null;
  } catch (error) {
    throw authFailure(key, "describing itself", error);
  }
}

/** Before anything is sent to any of them, and before a person is sent to one. */
async function checkEndpoints(guard: Guard, metadata: AuthorizationServerMetadata): Promise<void> {
  const endpoints: [string, string | undefined][] = [
    ["the page to sign in at", metadata.authorization_endpoint],
    ["the address for tokens", metadata.token_endpoint],
    ["the address to register clients at", metadata.registration_endpoint],
    ["the address to end a sign-in at", revocationEndpoint(metadata) ?? undefined],
  ];
  for (const [what, endpoint] of endpoints) {
    if (endpoint === undefined) continue;
    const url = new URL(endpoint);
    guard.checkUrl(url, what);
    await guard.addressesOf(hostOf(url)).catch((error: unknown) => {
      if (error instanceof CodemodeError) throw error;
      // A name without an address is told of when it is needed: not every endpoint is.
    });
  }
}

/** RFC 7009; documents of OpenID Connect may have it too. */
export function revocationEndpoint(metadata: AuthorizationServerMetadata): string | null {
  const endpoint = "revocation_endpoint" in metadata ? metadata.revocation_endpoint : null;
  return typeof endpoint === "string" && URL.canParse(endpoint) ? endpoint : null;
}
