import { z } from "zod/mini";

/** How codemode signs in to a server over HTTP; see `docs/auth.md`. */
export type AuthConfig = OAuthConfig | ClientCredentialsConfig | PrivateKeyJwtConfig;

/** A person signs in once, with `codemode login <server>`. */
export interface OAuthConfig {
  type: "oauth";
  /** A client that is registered already. Default: codemode registers itself. A template as in `command`. */
  clientId?: string;
  /** Needs `issuer`. A template as in `command`. */
  clientSecret?: string;
  /** `https:` URL of a client metadata document, which is the client's id where the authorization server takes one. */
  clientMetadataUrl?: string;
  /** The only authorization server that is accepted. Default: the one that the server names. */
  issuer?: string;
  /** Default: those that the server asks for. */
  scopes?: string[];
  /** Port of the redirect to 127.0.0.1. Default: a free one. */
  redirectPort?: number;
}

/** A machine signs in by itself, with a client secret (RFC 6749, section 4.4). */
export interface ClientCredentialsConfig {
  type: "client-credentials";
  /** The authorization server, the only one that the secret is sent to. */
  issuer: string;
  clientId: string;
  clientSecret: string;
  scopes?: string[];
}

/** A machine signs in by itself, with a signed assertion (RFC 7523, section 2.2): its key is never sent. */
export interface PrivateKeyJwtConfig {
  type: "private-key-jwt";
  /** The only authorization server that is accepted. Default: the one that the server names. */
  issuer?: string;
  clientId: string;
  /** PKCS #8 in PEM. A template as in `command`. Either this or `privateKeyFile`. */
  privateKey?: string;
  /** Relative to the configuration's folder. */
  privateKeyFile?: string;
  algorithm: "RS256" | "PS256" | "ES256" | "ES384";
  scopes?: string[];
}

const MAX_TEXT = 100_000;

const nonEmpty = z.string().check(z.minLength(1), z.maxLength(MAX_TEXT));

/** RFC 6749, section 3.3. */
const SCOPE_TOKEN = /^[\x21\x23-\x5b\x5d-\x7e]{1,256}$/;
const scopes = z.optional(
  z
    .array(
      z
        .string()
        .check(z.refine((scope) => SCOPE_TOKEN.test(scope), "is not a scope: one word each")),
    )
    .check(z.maxLength(100)),
);

const issuer = nonEmpty.check(
  z.refine(
    (text) => text.includes("${") || isIssuer(text),
    "must be the URL of an authorization server",
  ),
);

const clientMetadataUrl = nonEmpty.check(
  z.refine(
    (text) =>
      URL.canParse(text) && new URL(text).protocol === "https:" && new URL(text).pathname !== "/",
    "must be an https:// URL with a path",
  ),
);

const oauth = {
  type: z.literal("oauth"),
  clientId: z.optional(nonEmpty),
  clientSecret: z.optional(nonEmpty),
  clientMetadataUrl: z.optional(clientMetadataUrl),
  issuer: z.optional(issuer),
  scopes,
  redirectPort: z.optional(z.int().check(z.positive(), z.maximum(65_535))),
};

const clientCredentials = {
  type: z.literal("client-credentials"),
  issuer,
  clientId: nonEmpty,
  clientSecret: nonEmpty,
  scopes,
};

const privateKeyJwt = {
  type: z.literal("private-key-jwt"),
  issuer: z.optional(issuer),
  clientId: nonEmpty,
  privateKey: z.optional(nonEmpty),
  privateKeyFile: z.optional(nonEmpty),
  algorithm: z.enum(["RS256", "PS256", "ES256", "ES384"]),
  scopes,
};

/** For the advice on misspelt names. */
export const AUTH_OPTIONS = { ...oauth, ...clientCredentials, ...privateKeyJwt };

export const AUTH = z.discriminatedUnion(
  "type",
  [
    z.strictObject(oauth).check(
      z.refine(
        ({ clientId, clientSecret }) => clientSecret === undefined || clientId !== undefined,
        { path: ["clientSecret"], error: "needs `clientId`" },
      ),
      z.refine(({ clientSecret, issuer }) => clientSecret === undefined || issuer !== undefined, {
        path: ["clientSecret"],
        error: "needs `issuer`: the authorization server that it may be sent to",
      }),
      z.refine(
        ({ clientId, clientMetadataUrl }) =>
          clientId === undefined || clientMetadataUrl === undefined,
        { path: ["clientMetadataUrl"], error: "must not be given beside `clientId`" },
      ),
    ),
    z.strictObject(clientCredentials),
    z
      .strictObject(privateKeyJwt)
      .check(
        z.refine(
          ({ privateKey, privateKeyFile }) =>
            (privateKey === undefined) !== (privateKeyFile === undefined),
          { path: ["privateKey"], error: "must be given, or `privateKeyFile`, and not both" },
        ),
      ),
  ],
  { error: (issue) => (issue.code === "invalid_union" ? TYPES : undefined) },
);

const TYPES = 'must be "oauth", "client-credentials" or "private-key-jwt"';

function isIssuer(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, search, hash } = new URL(text);
  return (protocol === "https:" || protocol === "http:") && search === "" && hash === "";
}

/** What zod read, without the options that are absent. */
export function toAuth(parsed: z.infer<typeof AUTH>): AuthConfig {
  return Object.fromEntries(
    Object.entries(parsed).filter(([, value]) => value !== undefined),
  ) as unknown as AuthConfig;
}

const TEMPLATES: ReadonlySet<string> = new Set([
  "issuer",
  "clientId",
  "clientSecret",
  "privateKey",
]);

/** Replaces the templates of `auth`. */
export function expandAuth(
  auth: AuthConfig,
  expand: (text: string, place: string) => string,
): AuthConfig {
  return Object.fromEntries(
    Object.entries(auth).map(([name, value]: [string, unknown]) => [
      name,
      TEMPLATES.has(name) ? expand(value as string, `auth.${name}`) : value,
    ]),
  ) as unknown as AuthConfig;
}

/** What of `auth` is a secret, by name. */
export function authSecrets(auth: AuthConfig | undefined): Record<string, string> {
  if (auth === undefined) return {};
  const named: Record<string, string> = {};
  if ("clientSecret" in auth && auth.clientSecret !== undefined) {
    named["clientSecret"] = auth.clientSecret;
  }
  if ("privateKey" in auth && auth.privateKey !== undefined) named["privateKey"] = auth.privateKey;
  return named;
}
