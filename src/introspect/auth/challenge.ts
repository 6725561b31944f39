import { extractWWWAuthenticateParams } from "@modelcontextprotocol/client";

/** What a server says when it refuses a request (RFC 6750, section 3; RFC 9728, section 5.1). Its text. */
export interface Challenge {
  /** HTTP status, 0 when no request was refused. */
  status: number;
  resourceMetadataUrl: URL | null;
  scopes: string[];
  error: string | null;
}

export const NO_CHALLENGE: Challenge = {
  status: 0,
  resourceMetadataUrl: null,
  scopes: [],
  error: null,
};

const MAX_HEADER = 8_192;
const MAX_SCOPES = 100;

export function readChallenge(response: Response): Challenge {
  const header = response.headers.get("www-authenticate") ?? "";
  const { status } = response;
  if (header === "" || header.length > MAX_HEADER) return { ...NO_CHALLENGE, status };
  const { resourceMetadataUrl, scope, error } = extractWWWAuthenticateParams(response);
  return {
    status,
    resourceMetadataUrl: resourceMetadataUrl ?? null,
    scopes: splitScopes(scope),
    error: error ?? null,
  };
}

/** RFC 6749, section 3.3: words with spaces between. */
export function splitScopes(text: string | undefined): string[] {
  const words = (text ?? "").split(" ").filter((word) => word !== "");
  return [...new Set(words)].slice(0, MAX_SCOPES);
}
