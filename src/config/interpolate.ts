import { CodemodeError } from "../diagnostics/error.ts";
import { createDiagnostic } from "../diagnostics/diagnostic.ts";
import { compareCodeUnits } from "../json.ts";
import { authSecrets, expandAuth } from "./auth.ts";
import { literalSecrets, looksSecret } from "./looks-secret.ts";
import { baseUrlProblem, expandOpenApi, openApiSecrets } from "./openapi.ts";
import type { SecretValue } from "./secrets.ts";
import { serverUrlProblem } from "./server-url.ts";
import type { HttpTemplate, OpenApiTemplate, ServerTemplate, StdioTemplate } from "./template.ts";

/** A server as it is reached now. Holds values from the environment: it never reaches a file or a message. */
export type ResolvedServer = ResolvedMcpServer | ResolvedOpenApiServer;

/** One that speaks MCP. */
export type ResolvedMcpServer = ResolvedStdioServer | ResolvedHttpServer;

export interface ResolvedStdioServer extends StdioTemplate, Resolution {}

export interface ResolvedHttpServer extends HttpTemplate, Resolution {}

export interface ResolvedOpenApiServer extends OpenApiTemplate, Resolution {}

interface Resolution {
  /** What stands in the configuration: the only form that may be shown. */
  template: ServerTemplate;
  /** Of the values that were put in and the literal ones of `env` and `headers`, those that may be secret. */
  secrets: SecretValue[];
}

type Environment = Readonly<Record<string, string | undefined>>;

const VARIABLE = /\$\{([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?\}/g;

/** RFC 9110, section 5.5: no control characters; what `fetch` would refuse with the value in its message. */
const HEADER_VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;

/**
 * Replaces `${VAR}` and `${VAR:-default}` in command, arguments, env, url and headers. As in a shell, the default also
 * stands in for an empty value; nothing else is expanded.
 *
 * @throws CodemodeError `CONFIG_ENV_MISSING`: one diagnostic that names every missing variable and where it is used;
 *   `CONFIG_INVALID`: a URL or header that is not valid once expanded; `CONFIG_NOT_TRUSTED`: an imported server that
 *   nobody has said yes to, see `approveServers`
 */
export function resolveServers(
  templates: readonly ServerTemplate[],
  env: Environment,
): ResolvedServer[] {
  const missing = new Map<string, string[]>();
  const servers = templates.map((template) => {
    // The one way from a configuration to a server that is started or reached.
    template.origin?.requireTrust();
    const secrets = new Map<string, string>();
    const expand = (text: string, place: string): string =>
      text.replace(VARIABLE, (_, name: string, fallback: string | undefined) => {
        const literal = template.origin?.literal(name);
        if (literal !== undefined) {
          secrets.set(name, literal);
          return literal;
        }
        const value = Object.hasOwn(env, name) ? env[name] : undefined;
        if (value !== undefined && (value !== "" || fallback === undefined)) {
          if (looksSecret(value, name, place)) secrets.set(name, value);
          return value;
        }
        if (fallback !== undefined) return fallback;
        missing.set(name, [...(missing.get(name) ?? []), `servers.${template.key}.${place}`]);
        return "";
      });
    const resolved = expandServer(template, expand);
    const fromEnvironment = Array.from(secrets, ([name, value]) => ({ name, value }));
    return { ...resolved, secrets: [...fromEnvironment, ...writtenSecrets(template, resolved)] };
  });
  if (missing.size > 0) throw missingError(missing);
  checkExpanded(servers);
  return servers;
}

/** The values that stand in the configuration itself. */
function writtenSecrets(template: ServerTemplate, resolved: ResolvedServer): SecretValue[] {
  if (template.transport === "openapi") {
    const expanded = resolved.transport === "openapi" ? resolved : template;
    return openApiSecrets(template, expanded, VARIABLE);
  }
  return literalSecrets(
    template.transport === "http"
      ? { ...template.headers, ...authSecrets(template.auth) }
      : template.env,
    VARIABLE,
  );
}

function expandServer(
  template: ServerTemplate,
  expand: (text: string, place: string) => string,
): ResolvedServer {
  const expandAll = (values: Record<string, string>, place: string): Record<string, string> =>
    Object.fromEntries(
      Object.entries(values).map(([name, value]) => [name, expand(value, `${place}.${name}`)]),
    );
  if (template.transport === "openapi") {
    return { ...expandOpenApi(template, expand), template, secrets: [] };
  }
  if (template.transport === "http") {
    return {
      ...template,
      url: expand(template.url, "url"),
      headers: expandAll(template.headers, "headers"),
      ...(template.auth === undefined ? {} : { auth: expandAuth(template.auth, expand) }),
      template,
      secrets: [],
    };
  }
  return {
    ...template,
    command: expand(template.command, "command"),
    args: template.args.map((value, index) => expand(value, `args[${index}]`)),
    env: expandAll(template.env, "env"),
    template,
    secrets: [],
  };
}

function missingError(missing: ReadonlyMap<string, string[]>): CodemodeError {
  const names = [...missing].toSorted(([a], [b]) => compareCodeUnits(a, b));
  const listed = names.map(([name, places]) => `${name} (${places.join(", ")})`).join(", ");
  const noun =
    names.length === 1 ? "This environment variable is" : "These environment variables are";
  return new CodemodeError([createDiagnostic("CONFIG_ENV_MISSING", `${noun} not set: ${listed}.`)]);
}

/** Judges what only has its final form now, without showing it. */
function checkExpanded(servers: readonly ResolvedServer[]): void {
  const problems = servers.flatMap((server) => {
    if (server.transport === "stdio") return [];
    const isOpenApi = server.transport === "openapi";
    const url = isOpenApi ? baseUrlProblem(server) : serverUrlProblem(server.url);
    const option = isOpenApi ? "baseUrl" : "url";
    return [
      ...(url === null ? [] : [`servers.${server.key}.${option}: once expanded, ${url}.`]),
      ...Object.entries(server.headers)
        .filter(([, value]) => !HEADER_VALUE.test(value))
        .map(
          ([name]) =>
            `servers.${server.key}.headers.${name}: once expanded, has characters that a header cannot have.`,
        ),
    ];
  });
  const [first, ...rest] = problems.map((problem) => createDiagnostic("CONFIG_INVALID", problem));
  if (first !== undefined) throw new CodemodeError([first, ...rest]);
}
