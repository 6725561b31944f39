import {
  registerClient,
  type FetchLike,
  type OAuthClientInformationMixed,
} from "@modelcontextprotocol/client";
import type { ResolvedHttpServer } from "../../config/interpolate.ts";
import type { Discovery } from "./discover.ts";
import { authFailure, authProblem } from "./problems.ts";

/** Who codemode is to an authorization server. */
export interface OAuthClient {
  id: string;
  /** Given by the authorization server when codemode registered itself. */
  registeredSecret: string | null;
  information: OAuthClientInformationMixed;
}

/**
 * The client to sign in as, in the order of the specification: the configured one, a metadata document where the
 * authorization server takes one (`client_id_metadata_document_supported`), a new registration (RFC 7591).
 *
 * @throws CodemodeError `AUTH_UNSUPPORTED`, `AUTH_REFUSED`, `AUTH_UNREACHABLE`
 */
export async function chooseClient(
  server: ResolvedHttpServer,
  discovery: Discovery,
  request: { redirectUri: string; scopes: readonly string[] },
  fetch: FetchLike,
): Promise<OAuthClient> {
  const { metadata } = discovery;
  const auth = server.auth?.type === "oauth" ? server.auth : null;
  if (auth?.clientId !== undefined) {
    return clientOf(auth.clientId, auth.clientSecret ?? null, null);
  }
  if (auth?.clientMetadataUrl !== undefined && takesMetadataDocuments(metadata)) {
    return clientOf(auth.clientMetadataUrl, null, null);
  }
  if (metadata !== null && metadata.registration_endpoint === undefined) {
    throw authProblem(
      "AUTH_UNSUPPORTED",
      server.key,
      "its authorization server does not register clients",
      "Register a client by hand and give its `clientId` in `auth` of the server.",
    );
  }
  try {
    const registered = await registerClient(discovery.issuer, {
      ...(metadata === null ? {} : { metadata }),
      clientMetadata: {
        client_name: "codemode",
        redirect_uris: [request.redirectUri],
        grant_types: ["authorization_code", "refresh_token"],
        response_types: ["code"],
        token_endpoint_auth_method: authMethodFor(metadata?.token_endpoint_auth_methods_supported),
        application_type: "native",
        ...(request.scopes.length === 0 ? {} : { scope: request.scopes.join(" ") }),
      },
      fetchFn: fetch,
    });
    const secret = registered.client_secret ?? null;
    return { id: registered.client_id, registeredSecret: secret, information: registered };
  } catch (error) {
    throw authFailure(server.key, "registering codemode", error);
  }
}

/** The client that tokens were given to, for renewing them. */
export function clientOf(
  id: string,
  secret: string | null,
  registeredSecret: string | null,
): OAuthClient {
  const known = secret ?? registeredSecret;
  return {
    id,
    registeredSecret,
    information: { client_id: id, ...(known === null ? {} : { client_secret: known }) },
  };
}

function takesMetadataDocuments(metadata: Discovery["metadata"]): boolean {
  return (
    metadata !== null &&
    "client_id_metadata_document_supported" in metadata &&
    metadata.client_id_metadata_document_supported === true
  );
}

/** A program on somebody's machine keeps no secret, so `none` wherever it is taken. */
function authMethodFor(supported: readonly string[] | undefined): string {
  if (supported === undefined || supported.includes("none")) return "none";
  return supported.find((method) => method.startsWith("client_secret_")) ?? "none";
}
