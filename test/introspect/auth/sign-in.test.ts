import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { AuthConfig } from "../../../src/config/auth.ts";
import { resolveServers, type ResolvedHttpServer } from "../../../src/config/interpolate.ts";
import { DEFAULT_TIMEOUTS } from "../../../src/config/template.ts";
import { signIn } from "../../../src/introspect/auth/sign-in.ts";
import { openSignInStore } from "../../../src/introspect/auth/store.ts";
import { connectServer, type ServerConnection } from "../../../src/introspect/connect.ts";
import { browse, MACHINE_KEY, MACHINE_SECRET, startWorld, type World } from "./oauth.ts";

const redirectUri = "http://127.0.0.1:48123/callback";

let home: string;
let world: World;

beforeEach(() => {
  home = mkdtempSync(path.join(tmpdir(), "codemode-auth-"));
});
afterEach(async () => {
  await world.close();
  rmSync(home, { recursive: true, force: true });
});

const env = (): Record<string, string> => ({ XDG_CONFIG_HOME: home });

function serverAt(url: string, auth?: AuthConfig): ResolvedHttpServer {
  const template = {
    transport: "http" as const,
    key: "web",
    url,
    headers: {},
    ...(auth === undefined ? {} : { auth }),
    timeouts: DEFAULT_TIMEOUTS,
    protocol: "auto" as const,
  };
  return resolveServers([template], {})[0] as ResolvedHttpServer;
}

function login(server: ResolvedHttpServer, scopes?: string[]): ReturnType<typeof signIn> {
  return signIn(server, {
    env: env(),
    redirectUri,
    authorize: (page) => browse(page, redirectUri),
    ...(scopes === undefined ? {} : { scopes }),
  });
}

async function withConnection<T>(
  server: ResolvedHttpServer,
  act: (connection: ServerConnection) => Promise<T>,
): Promise<T> {
  const connection = await connectServer(server, { rootDir: home, env: env() });
  try {
    return await act(connection);
  } finally {
    await connection.close();
  }
}

test("nobody is signed in: what to run is said, and nobody is asked", async () => {
  world = await startWorld();
  await expect(withConnection(serverAt(world.url), async () => {})).rejects.toMatchObject({
    code: "AUTH_REQUIRED",
    diagnostics: [{ hint: "Run `codemode login web`." }],
  });
  expect(world.asked).toEqual([]);
});

test("somebody signs in once, and every connection uses it", async () => {
  world = await startWorld();
  const made = await login(serverAt(world.url));
  expect(made).toMatchObject({
    issuer: world.issuer,
    resource: world.url,
    scopes: expect.arrayContaining(["read"]) as string[],
    refreshToken: expect.any(String) as string,
  });
  const server = serverAt(world.url);
  const tools = await withConnection(server, (connection) => connection.listTools());
  expect(tools).toMatchObject([{ name: "whoami" }]);
  // What a server repeats of it is taken out by these.
  expect(server.secrets.map(({ value }) => value)).toContain(made.accessToken);
});

test("machines sign in by themselves", async () => {
  world = await startWorld();
  const { issuer } = world;
  const machines: AuthConfig[] = [
    { type: "client-credentials", issuer, clientId: "machine", clientSecret: MACHINE_SECRET },
    { type: "private-key-jwt", clientId: "signer", privateKey: MACHINE_KEY, algorithm: "ES256" },
  ];
  for (const auth of machines) {
    const call = withConnection(serverAt(world.url, auth), (connection) =>
      connection.callTool("whoami", {}),
    );
    await expect(call).resolves.toMatchObject({ content: [{ type: "text" }] });
  }
  expect(openSignInStore(serverAt(world.url), env()).read()).toBeNull();
});
