import type { Server } from "node:http";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { listen, sendJson, stop } from "./oauth.ts";
import { createUser, login, REDIRECT_URI, serverAt, type User } from "./user.ts";

let user: User;
let servers: Server[] = [];

beforeEach(() => {
  user = createUser();
});
afterEach(async () => {
  await Promise.all(servers.map(stop));
  servers = [];
  user.remove();
});

type Metadata = Record<string, unknown>;

interface Lies {
  /** What the refusal of the MCP server says beside its place of metadata. */
  challenge?: (origin: string) => string;
  resource?: (origin: string) => Metadata;
  issuer?: (origin: string) => Metadata;
  /** What a path answers instead: a redirect, or a text. */
  paths?: Record<string, { status: number; location?: string; text?: string }>;
  token?: Metadata;
  /** What the page leads back with. */
  answer?: (origin: string) => Record<string, string>;
}

/** A server that is its own authorization server, right in everything but what the test says. */
async function serve(lies: Lies): Promise<{ url: string; seen: string[] }> {
  const seen: string[] = [];
  const { server, origin } = await listen((request, response) => {
    const path = (request.url ?? "").split("?")[0] as string;
    seen.push(`${request.method} ${path}`);
    const instead = lies.paths?.[path];
    if (instead !== undefined) {
      const { status, location, text = "" } = instead;
      response.writeHead(status, location === undefined ? {} : { location }).end(text);
    } else if (path === "/mcp") {
      const challenge =
        lies.challenge?.(origin) ??
        `Bearer resource_metadata="${origin}/.well-known/oauth-protected-resource/mcp"`;
      response.setHeader("www-authenticate", challenge);
      sendJson(response, 401, {});
    } else if (path === "/.well-known/oauth-protected-resource/mcp") {
      sendJson(response, 200, {
        resource: `${origin}/mcp`,
        authorization_servers: [origin],
        ...lies.resource?.(origin),
      });
    } else if (path === "/.well-known/oauth-authorization-server") {
      sendJson(response, 200, {
        issuer: origin,
        authorization_endpoint: `${origin}/authorize`,
        token_endpoint: `${origin}/token`,
        registration_endpoint: `${origin}/register`,
        response_types_supported: ["code"],
        code_challenge_methods_supported: ["S256"],
        authorization_response_iss_parameter_supported: true,
        ...lies.issuer?.(origin),
      });
    } else if (path === "/register") {
      sendJson(response, 201, { client_id: "c", redirect_uris: [REDIRECT_URI] });
    } else if (path === "/token") {
      sendJson(response, 200, { access_token: "t", token_type: "Bearer", ...lies.token });
    } else sendJson(response, 404, {});
  });
  servers.push(server);
  return { url: `${origin}/mcp`, seen };
}

/** A login in which the person is sent back at once. */
async function tryLogin(lies: Lies): Promise<{ outcome: string; message: string; seen: string[] }> {
  const { url, seen } = await serve(lies);
  const { origin } = new URL(url);
  const signingIn = login(user, serverAt(url), {
    authorize: async (page) => {
      const answer = new URL(REDIRECT_URI);
      const given = { iss: origin, state: page.searchParams.get("state") ?? "", code: "x" };
      const params = { ...given, ...lies.answer?.(origin) };
      for (const [name, value] of Object.entries(params)) answer.searchParams.set(name, value);
      return answer;
    },
  });
  return signingIn.then(
    () => ({ outcome: "signed in", message: "", seen }),
    (error: { code?: string; message: string }) => ({
      outcome: error.code ?? error.message,
      message: error.message,
      seen,
    }),
  );
}

test("without a lie it works", async () => {
  expect(await tryLogin({})).toMatchObject({ outcome: "signed in" });
});

const INTERNAL = "https://10.1.2.3/";
const lies: [string, { given: Lies; want: string }][] = [
  [
    "metadata of another resource",
    {
      given: { resource: () => ({ resource: "https://bank.example/mcp" }) },
      want: "AUTH_MISMATCH",
    },
  ],
  [
    "metadata of a deeper path than the server's",
    {
      given: { resource: (origin) => ({ resource: `${origin}/mcp/admin` }) },
      want: "AUTH_MISMATCH",
    },
  ],
  [
    "metadata of another issuer",
    { given: { issuer: () => ({ issuer: "https://login.example" }) }, want: "AUTH_MISMATCH" },
  ],
  [
    "a page to sign in at that nobody can read",
    {
      given: {
        issuer: (origin) => ({ authorization_endpoint: `${origin}/${"a".repeat(20_000)}` }),
      },
      want: "AUTH_DISCOVERY",
    },
  ],
  [
    "an answer of another issuer",
    { given: { answer: () => ({ iss: "https://login.example" }) }, want: "AUTH_MISMATCH" },
  ],
  ["an answer of nobody", { given: { answer: () => ({ iss: "" }) }, want: "AUTH_MISMATCH" }],
  [
    "an answer to another sign-in",
    { given: { answer: () => ({ state: "other" }) }, want: "AUTH_MISMATCH" },
  ],
  ["an answer without a code", { given: { answer: () => ({ code: "" }) }, want: "AUTH_REFUSED" }],
  [
    "no PKCE",
    {
      given: { issuer: () => ({ code_challenge_methods_supported: undefined }) },
      want: "AUTH_UNSUPPORTED",
    },
  ],
  [
    "PKCE without a hash",
    {
      given: { issuer: () => ({ code_challenge_methods_supported: ["plain"] }) },
      want: "AUTH_UNSUPPORTED",
    },
  ],
  [
    "no registration",
    {
      given: { issuer: () => ({ registration_endpoint: undefined }) },
      want: "AUTH_UNSUPPORTED",
    },
  ],
  [
    // W31
    "metadata at a cloud's metadata service",
    {
      given: { challenge: () => 'Bearer resource_metadata="http://169.254.169.254/latest"' },
      want: "AUTH_URL_REFUSED",
    },
  ],
  [
    "metadata in another network",
    {
      given: { challenge: () => `Bearer resource_metadata="${INTERNAL}"` },
      want: "AUTH_URL_REFUSED",
    },
  ],
  [
    "metadata in a file",
    {
      given: { challenge: () => 'Bearer resource_metadata="file:///etc/passwd"' },
      want: "AUTH_URL_REFUSED",
    },
  ],
  [
    "an authorization server in another network",
    {
      given: { resource: () => ({ authorization_servers: [INTERNAL] }) },
      want: "AUTH_URL_REFUSED",
    },
  ],
  [
    "a page in another network",
    { given: { issuer: () => ({ authorization_endpoint: INTERNAL }) }, want: "AUTH_URL_REFUSED" },
  ],
  [
    // W33
    "a page without https",
    {
      given: { issuer: () => ({ authorization_endpoint: "http://login.example/$(id)" }) },
      want: "AUTH_URL_REFUSED",
    },
  ],
  [
    // W33
    "a program for a page (CVE-2025-6514)",
    {
      given: { issuer: () => ({ authorization_endpoint: "file:/c:/windows/system32/calc.exe" }) },
      want: "AUTH_URL_REFUSED",
    },
  ],
  [
    "a script for a page",
    {
      given: { issuer: () => ({ authorization_endpoint: "javascript:alert(1)" }) },
      want: "AUTH_DISCOVERY",
    },
  ],
  [
    "tokens from another network",
    { given: { issuer: () => ({ token_endpoint: INTERNAL }) }, want: "AUTH_URL_REFUSED" },
  ],
  [
    "registration in another network",
    { given: { issuer: () => ({ registration_endpoint: INTERNAL }) }, want: "AUTH_URL_REFUSED" },
  ],
  [
    "metadata that lead elsewhere",
    {
      given: {
        paths: {
          "/.well-known/oauth-authorization-server": { status: 302, location: INTERNAL },
        },
      },
      want: "AUTH_DISCOVERY",
    },
  ],
  [
    "metadata that lead round in circles",
    {
      given: {
        paths: {
          "/.well-known/oauth-authorization-server": {
            status: 302,
            location: "/.well-known/oauth-authorization-server",
          },
        },
      },
      want: "AUTH_DISCOVERY",
    },
  ],
  [
    "metadata without an end",
    {
      given: {
        paths: {
          "/.well-known/oauth-authorization-server": { status: 200, text: "x".repeat(3_000_000) },
        },
      },
      want: "AUTH_UNREACHABLE",
    },
  ],
  [
    "metadata that are a page",
    {
      given: {
        paths: { "/.well-known/oauth-authorization-server": { status: 200, text: "<html>" } },
      },
      want: "AUTH_DISCOVERY",
    },
  ],
  [
    "no metadata at all of a named issuer",
    {
      given: { paths: { "/.well-known/oauth-authorization-server": { status: 404 } } },
      want: "AUTH_DISCOVERY",
    },
  ],
  [
    "tokens that lead elsewhere",
    {
      given: { paths: { "/token": { status: 307, location: INTERNAL } } },
      want: "AUTH_UNREACHABLE",
    },
  ],
  [
    "a refused code, with words for the terminal",
    {
      given: {
        paths: {
          "/token": {
            status: 400,
            text: '{"error":"invalid_grant","error_description":"\\u001b[31mpwned"}',
          },
        },
      },
      want: "AUTH_REFUSED",
    },
  ],
  [
    "a token of another kind",
    { given: { token: { token_type: "mac" } }, want: "AUTH_UNSUPPORTED" },
  ],
  [
    "a token that would be two headers",
    { given: { token: { access_token: "a\r\nx-evil: 1" } }, want: "AUTH_UNSUPPORTED" },
  ],
];

describe("refused", () => {
  test.each(lies)("%s", async (_name, { given, want }) => {
    const { outcome, message, seen } = await tryLogin(given);
    expect(outcome).toBe(want);
    expect(message).not.toContain("pwned");
    expect(message).not.toContain("\u001b");
    expect(seen.length).toBeLessThan(40);
  });
});

test("a code goes to nobody when the answer is not of the issuer that was asked", async () => {
  const { seen } = await tryLogin({ answer: () => ({ iss: "https://login.example" }) });
  expect(seen).not.toContain("POST /token");
});

test("what is refused before anybody signs in leaves nothing registered", async () => {
  const { seen } = await tryLogin({ issuer: () => ({ token_endpoint: INTERNAL }) });
  expect(seen.filter((what) => what.startsWith("POST"))).toEqual(["POST /mcp"]);
});

test("a server that asks nobody has nothing to sign in to", async () => {
  const { outcome } = await tryLogin({
    paths: {
      "/mcp": { status: 200, text: "{}" },
      "/.well-known/oauth-protected-resource/mcp": { status: 404 },
      "/.well-known/oauth-authorization-server": { status: 404 },
    },
  });
  expect(outcome).toBe("AUTH_NOT_OFFERED");
});

test("a server of 2025-03-26 is its own authorization server", async () => {
  const { outcome } = await tryLogin({
    challenge: () => "Bearer",
    paths: { "/.well-known/oauth-protected-resource/mcp": { status: 404 } },
  });
  expect(outcome).toBe("signed in");
});
