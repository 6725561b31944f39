import {
  IssuerMismatchError,
  OAuthError,
  RegistrationRejectedError,
} from "@modelcontextprotocol/client";
import type { DiagnosticCode } from "../../diagnostics/codes.ts";
import { CodemodeError, codemodeError } from "../../diagnostics/error.ts";
import { safeLine } from "../text.ts";

/** A coded error of the sign-in to a server. */
export function authProblem(
  code: DiagnosticCode,
  server: string,
  what: string,
  hint?: string,
): CodemodeError {
  return codemodeError(code, `Server \`${server}\`: ${what}.`, {
    location: { server },
    ...(hint === undefined ? {} : { hint }),
  });
}

/** @param why the end of a sentence that begins with the server */
export function loginRequired(server: string, why: string): CodemodeError {
  return authProblem("AUTH_REQUIRED", server, why, `Run \`codemode login ${server}\`.`);
}

/** Characters that no shell and no terminal gives a meaning. */
const PLAIN_SCOPE = /^[\w.:/-]{1,200}$/;

/** @param scopes what the server says it wants: its text */
export function scopeRequired(server: string, scopes: readonly string[]): CodemodeError {
  const listed = scopes.slice(0, 20).map((scope) => `\`${safeLine(scope, 200)}\``);
  const what = `its sign-in has no permission for this${listed.length === 0 ? "" : `: it wants ${listed.join(", ")}`}`;
  const isPlain = scopes.length > 0 && scopes.every((scope) => PLAIN_SCOPE.test(scope));
  const given = isPlain ? `"${scopes.slice(0, 20).join(" ")}"` : "<scopes>";
  const hint = `Run \`codemode login ${server} --scope ${given}\`.`;
  return authProblem("AUTH_SCOPE", server, what, hint);
}

/** Codes of RFC 6749, 7591, 8707 and OpenID Connect: the words of an authorization server that may be shown. */
const OAUTH_CODE = /^[a-z_]{1,60}$/;

/**
 * The coded error for what the client's functions throw. Bodies of answers are never shown: they may repeat a code, a
 * token or a secret that was sent.
 *
 * @param doing the end of "while ..."
 */
export function authFailure(server: string, doing: string, error: unknown): unknown {
  if (error instanceof CodemodeError) return error;
  if (error instanceof IssuerMismatchError) {
    return authProblem(
      "AUTH_MISMATCH",
      server,
      error.kind === "metadata"
        ? "the metadata of its authorization server are those of another issuer"
        : "the answer to the sign-in comes from another authorization server than the one that was asked",
    );
  }
  if (error instanceof RegistrationRejectedError) {
    return authProblem(
      "AUTH_REFUSED",
      server,
      `its authorization server does not register clients (HTTP status ${error.status}${oauthCodeOf(error.body)})`,
      "Register a client by hand and give its `clientId` in `auth` of the server.",
    );
  }
  if (error instanceof OAuthError) {
    const code = OAUTH_CODE.test(error.code) ? ` (${error.code})` : "";
    const isOutage = error.code === "server_error" || error.code === "temporarily_unavailable";
    return isOutage
      ? authProblem(
          "AUTH_UNREACHABLE",
          server,
          `its authorization server did not answer as it should while ${doing}${code}`,
        )
      : authProblem(
          "AUTH_REFUSED",
          server,
          `its authorization server refused ${doing}${code}`,
          `Run \`codemode login ${server}\` again, or check \`auth\` of the server in the configuration.`,
        );
  }
  if (!(error instanceof Error) || error.name === "AbortError") return error;
  return authProblem(
    "AUTH_DISCOVERY",
    server,
    `its authorization server said something that is not understood while ${doing}`,
  );
}

function oauthCodeOf(body: string): string {
  try {
    const { error } = JSON.parse(body) as { error?: unknown };
    return typeof error === "string" && OAUTH_CODE.test(error) ? `, ${error}` : "";
  } catch {
    return "";
  }
}
