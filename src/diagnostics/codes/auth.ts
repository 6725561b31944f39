import type { CodeEntry } from "../codes.ts";

export const AUTH_CODES = {
  AUTH_REQUIRED: {
    severity: "error",
    title: "an MCP server wants somebody to sign in",
    hint: "Run `codemode login <server>`.",
  },
  AUTH_SCOPE: {
    severity: "error",
    title: "an MCP server refuses what the sign-in has no permission for",
    hint: "Run `codemode login <server> --scope <scopes>`.",
  },
  AUTH_NOT_OFFERED: {
    severity: "error",
    title: "an MCP server has nothing to sign in to",
    hint: "Set its `headers` in the configuration if it wants a key.",
  },
  AUTH_DISCOVERY: {
    severity: "error",
    title: "where to sign in to an MCP server cannot be found out",
    hint: "Report it to the server's authors, or set its `headers` in the configuration.",
  },
  AUTH_URL_REFUSED: {
    severity: "error",
    title: "an MCP server names an address for the sign-in that codemode does not go to",
    hint: "Do not sign in to this server unless you know why it names that address.",
  },
  AUTH_MISMATCH: {
    severity: "error",
    title: "what is said of a sign-in does not fit the server that asks for it",
    hint: "Do not sign in to this server unless you know why; report it to the server's authors.",
  },
  AUTH_UNSUPPORTED: {
    severity: "error",
    title: "an authorization server lacks what a safe sign-in needs",
  },
  AUTH_REFUSED: {
    severity: "error",
    title: "an authorization server refused to sign in",
  },
  AUTH_UNREACHABLE: {
    severity: "error",
    title: "an authorization server does not answer as it should",
    hint: "Try again later.",
  },
  AUTH_TIMEOUT: {
    severity: "error",
    title: "nobody signed in in time",
    hint: "Run `codemode login <server>` again, or give it longer with `--timeout`.",
  },
  AUTH_REDIRECT: {
    severity: "error",
    title: "the port that a sign-in comes back to is taken",
    hint: "End the program that has it, or give another `redirectPort` in `auth` of the server.",
  },
  AUTH_NO_SERVER: {
    severity: "error",
    title: "the configuration has no such server to sign in to",
  },
  AUTH_NOT_REVOKED: {
    severity: "warning",
    title: "a sign-in is forgotten here but may go on elsewhere",
    hint: "End it on the authorization server's own pages if somebody may have its tokens.",
  },
  AUTH_KEY: {
    severity: "error",
    title: "the private key of a sign-in cannot be used",
    hint: "Give a PKCS #8 key in PEM that fits `algorithm`.",
  },
  AUTH_STORE: {
    severity: "error",
    title: "the folder that sign-ins are kept in cannot be used",
  },
  AUTH_STORE_BUSY: {
    severity: "error",
    title: "another codemode has been renewing the sign-in for too long",
    hint: "Try again; if it stays so, end the other process.",
  },
} as const satisfies Record<string, CodeEntry>;
