import { afterEach, beforeEach, expect, test } from "vitest";
import type { AuthConfig } from "../../../src/config/auth.ts";
import { openSignInStore } from "../../../src/introspect/auth/store.ts";
import { MACHINE_KEY, MACHINE_SECRET, startWorld, type World } from "./oauth.ts";
import { call, createUser, login, serverAt, withConnection, type User } from "./user.ts";

let user: User;
let world: World;

beforeEach(() => {
  user = createUser();
});
afterEach(async () => {
  await world.close();
  user.remove();
});

test("nobody is signed in: what to run is said, and nobody is asked", async () => {
  world = await startWorld();
  await expect(call(user, serverAt(world.url))).rejects.toMatchObject({
    code: "AUTH_REQUIRED",
    diagnostics: [{ hint: "Run `codemode login web`." }],
  });
  expect(world.asked).toEqual([]);
});

test("somebody signs in once, and every connection uses it", async () => {
  world = await startWorld();
  const made = await login(user, serverAt(world.url));
  expect(made).toMatchObject({
    issuer: world.issuer,
    resource: world.url,
    scopes: expect.arrayContaining(["read"]) as string[],
    refreshToken: expect.any(String) as string,
  });
  const server = serverAt(world.url);
  const tools = await withConnection(user, server, (connection) => connection.listTools());
  expect(tools).toMatchObject([{ name: "whoami" }]);
  // What a server repeats of it is taken out by these.
  expect(server.secrets.map(({ value }) => value)).toContain(made.accessToken);
});

test("a metadata document is no hindrance where the authorization server does not take one", async () => {
  world = await startWorld();
  const clientMetadataUrl = "https://app.example/client.json";
  const server = serverAt(world.url, { type: "oauth", clientMetadataUrl });
  const { clientId } = await login(user, server);
  expect(clientId).not.toBe(clientMetadataUrl);
  await expect(call(user, server)).resolves.toMatch(/^signed in/);
});

test("a server that lets anybody shake hands is asked for more, to learn where to sign in", async () => {
  world = await startWorld({ openHandshake: true });
  const server = serverAt(world.url);
  await expect(call(user, server)).rejects.toMatchObject({ code: "AUTH_REQUIRED" });
  await login(user, server);
  await expect(call(user, server)).resolves.toMatch(/^signed in/);
});

test("the server of another URL gets nothing", async () => {
  world = await startWorld();
  await login(user, serverAt(world.url));
  for (const url of [`${world.url}?x=1`, world.url.replace("127.0.0.1", "localhost")]) {
    await expect(call(user, serverAt(url))).rejects.toMatchObject({ code: "AUTH_REQUIRED" });
  }
});

test("a call that needs another scope names it, and a login with it adds it", async () => {
  world = await startWorld({ callScope: "write" });
  const server = serverAt(world.url);
  await login(user, server);
  await expect(call(user, server)).rejects.toMatchObject({
    code: "AUTH_SCOPE",
    message: expect.stringContaining("`write`") as string,
    diagnostics: [{ hint: 'Run `codemode login web --scope "write"`.' }],
  });
  const { scopes } = await login(user, server, { scopes: ["write"] });
  expect(scopes).toEqual(expect.arrayContaining(["read", "write"]));
  await expect(call(user, server)).resolves.toMatch(/^signed in/);
});

const machines: [string, (issuer: string) => AuthConfig][] = [
  [
    "client credentials",
    (issuer) => ({
      type: "client-credentials",
      issuer,
      clientId: "machine",
      clientSecret: MACHINE_SECRET,
    }),
  ],
  [
    "a signed assertion, its key in a variable without line ends",
    () => ({
      type: "private-key-jwt",
      clientId: "signer",
      privateKey: MACHINE_KEY.replaceAll("\n", "\\n"),
      algorithm: "ES256",
    }),
  ],
];

test.each(machines)("a machine signs in by itself: %s", async (_name, authOf) => {
  world = await startWorld();
  const server = serverAt(world.url, authOf(world.issuer));
  const texts = await withConnection(user, server, async (connection) => {
    const calls = Array.from({ length: 5 }, () => connection.callTool("whoami", {}));
    return (await Promise.all(calls)).map((result) => JSON.stringify(result));
  });
  expect(new Set(texts).size).toBe(1);
  expect(world.asked.filter((what) => what === "grant client_credentials")).toHaveLength(1);
  expect(openSignInStore(server, user.env).read()).toBeNull();
});

const refused: [string, { given: (issuer: string) => AuthConfig; want: string }][] = [
  [
    "a wrong secret",
    {
      given: (issuer) => ({
        type: "client-credentials",
        issuer,
        clientId: "machine",
        clientSecret: "wrong-canary-secret",
      }),
      want: "AUTH_REFUSED",
    },
  ],
  [
    "an authorization server that is not the configured one: the secret is not sent",
    {
      given: () => ({
        type: "client-credentials",
        issuer: "https://login.example",
        clientId: "machine",
        clientSecret: "wrong-canary-secret",
      }),
      want: "AUTH_MISMATCH",
    },
  ],
  [
    "a key that is none",
    {
      given: () => ({
        type: "private-key-jwt",
        clientId: "signer",
        privateKey: "canary-secret",
        algorithm: "ES256",
      }),
      want: "AUTH_KEY",
    },
  ],
  [
    "a key of another kind",
    {
      given: () => ({
        type: "private-key-jwt",
        clientId: "signer",
        privateKey: MACHINE_KEY,
        algorithm: "RS256",
      }),
      want: "AUTH_KEY",
    },
  ],
  [
    "a file of a key that is not there",
    {
      given: () => ({
        type: "private-key-jwt",
        clientId: "signer",
        privateKeyFile: "absent.pem",
        algorithm: "ES256",
      }),
      want: "AUTH_KEY",
    },
  ],
];

test.each(refused)("a machine with %s", async (_name, { given, want }) => {
  world = await startWorld();
  const calling = call(user, serverAt(world.url, given(world.issuer)));
  await expect(calling).rejects.toMatchObject({ code: want });
  await expect(calling).rejects.not.toThrow("canary");
});
