import type { CommonServerConfig } from "./define.ts";
import { literalSecrets } from "./looks-secret.ts";
import type { SecretValue } from "./secrets.ts";
import { serverUrlProblem } from "./server-url.ts";

/** A service that has an OpenAPI document instead of an MCP server: each of its operations is a tool. */
export interface OpenApiServerConfig extends Omit<CommonServerConfig, "protocol"> {
  /**
   * The document, in JSON or YAML: a path relative to the configuration's folder, or an `https:` URL, which is fetched by
   * `generate` only. No template.
   */
  openapi: string;
  /** Where the service is. `https:`, or `http:` on the loopback interface; a template. Default: as the document says. */
  baseUrl?: string;
  /** Sent with every call, whatever a program gives. Values are templates. */
  headers?: Record<string, string>;
  /**
   * Credentials by the name of the document's security scheme, each a template: an API key, a bearer or OAuth token, or
   * `user:password` for basic authentication.
   */
  auth?: Record<string, string>;
}

/** What `openapi` takes. */
export interface OpenApiOptions extends Omit<OpenApiServerConfig, "openapi"> {
  /** As `openapi` of {@link OpenApiServerConfig}. */
  spec: string;
}

/** A server of the configuration from an OpenAPI document: `servers: { petstore: openapi({ spec: "./petstore.yaml" }) }`. */
export function openapi({ spec, ...options }: OpenApiOptions): OpenApiServerConfig {
  return { openapi: spec, ...options };
}

/** After validation, without what every server has. */
export interface OpenApiFields {
  transport: "openapi";
  spec: string;
  baseUrl: string | null;
  headers: Record<string, string>;
  auth: Record<string, string>;
}

/** How it is reached, as the lock records it. */
export type OpenApiSource = {
  transport: "openapi";
  spec: string;
  baseUrl: string | null;
  headerNames: string[];
  authNames: string[];
};

export function openApiSource({ spec, baseUrl, headers, auth }: OpenApiFields): OpenApiSource {
  return {
    transport: "openapi",
    spec,
    baseUrl,
    headerNames: Object.keys(headers).toSorted(),
    authNames: Object.keys(auth).toSorted(),
  };
}

/** The templates of it, expanded. */
export function expandOpenApi<T extends OpenApiFields>(
  template: T,
  expand: (text: string, place: string) => string,
): T {
  const expandAll = (values: Record<string, string>, place: string): Record<string, string> =>
    Object.fromEntries(
      Object.entries(values).map(([name, value]) => [name, expand(value, `${place}.${name}`)]),
    );
  return {
    ...template,
    baseUrl: template.baseUrl === null ? null : expand(template.baseUrl, "baseUrl"),
    headers: expandAll(template.headers, "headers"),
    auth: expandAll(template.auth, "auth"),
  };
}

/**
 * The credentials as they may come back in a text, of basic authentication the password alone too.
 *
 * @param variable matches `${VAR}`; see `literalSecrets`
 */
export function openApiSecrets(
  template: OpenApiFields,
  expanded: OpenApiFields,
  variable: RegExp,
): SecretValue[] {
  const passwords = Object.entries(expanded.auth).flatMap(([name, value]) => {
    const password = value.includes(":") ? value.slice(value.indexOf(":") + 1) : "";
    return password.length < 6 ? [] : [{ name, value: password }];
  });
  const literals = literalSecrets({ ...template.headers, ...template.auth }, variable);
  return [...literals, ...passwords];
}

/** Why the expanded base URL cannot be used, as the end of a sentence. */
export function baseUrlProblem({ baseUrl }: OpenApiFields): string | null {
  return baseUrl === null ? null : serverUrlProblem(baseUrl);
}
