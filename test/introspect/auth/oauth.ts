import { generateKeyPairSync } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Provider, type Configuration } from "oidc-provider";

// The library warns of what only matters in production, for every provider that is made.
for (const level of ["info", "warn"] as const) {
  const say = console[level];
  console[level] = (...words: unknown[]) => {
    if (!String(words[0]).includes("oidc-provider")) say(...words);
  };
}

/** Serves on a free port of the loopback interface. */
export async function listen(
  handler: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<{ server: Server; origin: string }> {
  const server = createServer(handler);
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  return { server, origin: `http://127.0.0.1:${port}` };
}

export function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

const ecKeys = generateKeyPairSync("ec", { namedCurve: "P-256" });

/** PKCS #8 of the machine that proves itself by a signature. */
export const MACHINE_KEY = ecKeys.privateKey.export({ type: "pkcs8", format: "pem" }).toString();
export const MACHINE_SECRET = "machine-secret-of-the-tests";

export interface World {
  /** The MCP server. */
  url: string;
  issuer: string;
  /** Requests to the authorization server, as `POST /token refresh_token`. */
  asked: string[];
  /** Ends the sign-in that an access token belongs to, at the authorization server. */
  revoke(accessToken: string): Promise<void>;
  /** Has the MCP server refuse an access token from now on. */
  refuse(accessToken: string): void;
  close(): Promise<void>;
}

export interface WorldOptions {
  /** Seconds that an access token lives. Default an hour. */
  tokenSeconds?: number;
  /** Whether anybody may shake hands. */
  openHandshake?: boolean;
  /** The scope that the MCP server wants for calling a tool. */
  callScope?: string;
}

/** How often tokens were asked for with a refresh token, and given. */
export function renewals({ asked }: World): number {
  return asked.filter((what) => what === "grant refresh_token").length;
}

/** A real authorization server, and an MCP server that takes its tokens and no others. */
export async function startWorld(options: WorldOptions = {}): Promise<World> {
  const asked: string[] = [];
  const refused = new Set<string>();
  let provider: Provider | null = null;
  const authorization = await listen((request, response) => {
    const { method, url = "" } = request;
    asked.push(`${method} ${url.split("?")[0]}`);
    void provider?.callback()(request, response);
  });
  const issuer = authorization.origin;
  let resource = "";
  provider = new Provider(
    issuer,
    providerOptions(options, () => resource),
  );
  provider.on("server_error", (_context, error) => console.error(error));
  provider.on("grant.success", ({ oidc }) => {
    asked.push(`grant ${String(oidc.params?.["grant_type"])}`);
  });

  const mcp = await listen((request, response) => {
    void (async () => {
      const { origin } = new URL(resource);
      const metadataUrl = `${origin}/.well-known/oauth-protected-resource/mcp`;
      const { pathname } = new URL(request.url ?? "", resource);
      if (pathname === "/.well-known/oauth-protected-resource/mcp") {
        return sendJson(response, 200, {
          resource,
          authorization_servers: [issuer],
          scopes_supported: ["read"],
        });
      }
      if (pathname !== "/mcp") return sendJson(response, 404, {});
      const bearer = request.headers.authorization?.replace(/^Bearer /, "") ?? "";
      const token = await provider?.AccessToken.find(bearer);
      const machine = await provider?.ClientCredentials.find(bearer);
      const found = token ?? machine;
      const body = await readBody(request);
      const rpc = body === "" ? { method: "none" } : (JSON.parse(body) as Rpc);
      if (options.openHandshake === true && /^initialize$|^notifications\//.test(rpc.method)) {
        return answer(response, request.method ?? "", rpc, "");
      }
      if (found === undefined || refused.has(bearer) || found.aud !== resource) {
        response.setHeader(
          "www-authenticate",
          `Bearer resource_metadata="${metadataUrl}", scope="read"`,
        );
        return sendJson(response, 401, { error: "invalid_token" });
      }
      const scopes = (found.scope ?? "").split(" ");
      const { callScope } = options;
      if (rpc.method === "tools/call" && callScope !== undefined && !scopes.includes(callScope)) {
        response.setHeader(
          "www-authenticate",
          `Bearer error="insufficient_scope", scope="${callScope}", resource_metadata="${metadataUrl}"`,
        );
        return sendJson(response, 403, { error: "insufficient_scope" });
      }
      return answer(response, request.method ?? "", rpc, bearer);
    })();
  });
  resource = `${mcp.origin}/mcp`;
  return {
    url: resource,
    issuer,
    asked,
    revoke: async (accessToken) => {
      const token = await provider.AccessToken.find(accessToken);
      await provider.RefreshToken.revokeByGrantId(token?.grantId ?? "");
      await token?.destroy();
    },
    refuse: (accessToken) => void refused.add(accessToken),
    close: async () => {
      await stop(mcp.server);
      await stop(authorization.server);
    },
  };
}

interface Rpc {
  id?: number;
  method: string;
  params?: { protocolVersion?: string };
}

/** Repeats the token in a result: it must not reach a program. */
function answer(response: ServerResponse, method: string, rpc: Rpc, bearer: string): void {
  const { id } = rpc;
  if (method !== "POST") return sendJson(response, 405, {});
  if (id === undefined) return void response.writeHead(202).end();
  const results: Record<string, object> = {
    initialize: {
      protocolVersion: rpc.params?.protocolVersion,
      capabilities: { tools: {} },
      serverInfo: { name: "protected", version: "1" },
    },
    "tools/list": {
      tools: [{ name: "whoami", inputSchema: { type: "object" }, description: "Who is signed in" }],
    },
    "tools/call": { content: [{ type: "text", text: `signed in with ${bearer}` }] },
  };
  const result = Object.hasOwn(results, rpc.method) ? results[rpc.method] : undefined;
  const error = { code: -32_601, message: "Method not found" };
  sendJson(response, 200, {
    jsonrpc: "2.0",
    id,
    ...(result === undefined ? { error } : { result }),
  });
}

function providerOptions(options: WorldOptions, resource: () => string): Configuration {
  const { kid: _, ...publicKey } = ecKeys.publicKey.export({ format: "jwk" }) as { kid?: string };
  const machine = {
    grant_types: ["client_credentials"],
    redirect_uris: [],
    response_types: [],
    scope: "read write",
  };
  return {
    clients: [
      { ...machine, client_id: "machine", client_secret: MACHINE_SECRET },
      {
        ...machine,
        client_id: "signer",
        token_endpoint_auth_method: "private_key_jwt",
        token_endpoint_auth_signing_alg: "ES256",
        jwks: { keys: [publicKey] },
      },
    ],
    scopes: ["openid", "offline_access", "read", "write"],
    rotateRefreshToken: true,
    cookies: { keys: ["of the tests"] },
    features: {
      registration: { enabled: true },
      revocation: { enabled: true },
      clientCredentials: { enabled: true },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => resource(),
        useGrantedResource: () => true,
        getResourceServerInfo: (_context, indicator) => ({
          scope: "read write",
          audience: indicator,
          accessTokenTTL: options.tokenSeconds ?? 3600,
          accessTokenFormat: "opaque",
        }),
      },
    },
  };
}

export function sendJson(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

/** Does what a person does: signs in, agrees, and is sent back. */
export async function browse(page: URL, redirectUri: string): Promise<URL> {
  const cookies = new Map<string, string>();
  let next: { url: URL; form?: URLSearchParams } = { url: page };
  for (let step = 0; step < 20; step += 1) {
    const response = await fetch(next.url, {
      method: next.form === undefined ? "GET" : "POST",
      headers: { cookie: Array.from(cookies, ([name, value]) => `${name}=${value}`).join("; ") },
      body: next.form ?? null,
      redirect: "manual",
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [name, value] = (cookie.split(";")[0] as string).split("=") as [string, string];
      cookies.set(name, value);
    }
    const location = response.headers.get("location");
    const html = await response.text();
    if (location !== null) {
      const url = new URL(location, next.url);
      if (url.href.startsWith(redirectUri)) return url;
      next = { url };
      continue;
    }
    const action = /<form[^>]* action="([^"]+)"/.exec(html)?.[1];
    const prompt = /name="prompt" value="([^"]+)"/.exec(html)?.[1];
    if (action === undefined || prompt === undefined) throw new Error(`no form: ${html}`);
    const form = new URLSearchParams({ prompt, login: "somebody", password: "x" });
    next = { url: new URL(action, next.url), form };
  }
  throw new Error("the sign-in never ends");
}
