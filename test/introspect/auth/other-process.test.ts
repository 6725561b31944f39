import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createAuthorization } from "../../../src/introspect/auth/authorization.ts";
import { authorizeFetch } from "../../../src/introspect/auth/authorized-fetch.ts";
import { openSignInStore, type SignInStore } from "../../../src/introspect/auth/store.ts";
import { createUser, serverAt, type User } from "./user.ts";

/** A connection that goes on while another process signs in and out: that one changes the same file. */
let user: User;
let web: Server;
let store: SignInStore;
let send: () => Promise<string>;

beforeEach(async () => {
  user = createUser();
  web = createServer(({ headers }, response) => {
    const token = headers.authorization ?? "none";
    if (token === "Bearer reads") {
      const challenge = 'Bearer error="insufficient_scope", scope="write"';
      response.writeHead(403, { "www-authenticate": challenge }).end();
    } else response.writeHead(token === "none" ? 401 : 200).end(token);
  });
  await new Promise<void>((resolve) => {
    web.listen(0, "127.0.0.1", resolve);
  });
  const url = `http://127.0.0.1:${(web.address() as AddressInfo).port}/mcp`;
  const server = serverAt(url);
  store = openSignInStore(server, user.env);
  const authorization = createAuthorization(server, { env: user.env, rootDir: user.home });
  const authorized = authorizeFetch(server, authorization, fetch);
  send = async () => (await authorized.fetch(url)).text();
});
afterEach(async () => {
  user.remove();
  await new Promise((resolve) => {
    web.close(resolve);
    web.closeAllConnections();
  });
});

const signInWith = (accessToken: string): Promise<void> =>
  store.change(async ({ write }) =>
    write({
      serverUrl: `http://127.0.0.1:${(web.address() as AddressInfo).port}/mcp`,
      resource: null,
      issuer: "https://login.example",
      tokenEndpoint: "https://login.example/token",
      revocationEndpoint: null,
      authMethods: [],
      clientId: "c",
      clientSecret: null,
      scopes: [],
      accessToken,
      refreshToken: null,
      expiresAt: null,
    }),
  );

test("`login --scope` in another process: the next call has the new permissions", async () => {
  await signInWith("reads");
  await expect(send()).rejects.toMatchObject({ code: "AUTH_SCOPE" });
  await signInWith("writes");
  expect(await send()).toBe("Bearer writes");
});

test("`login` for the first time", async () => {
  await expect(send()).rejects.toMatchObject({ code: "SERVER_UNAUTHORIZED" });
  await signInWith("writes");
  expect(await send()).toBe("Bearer writes");
});

test("`logout`: the token is sent no more, although the server would still take it", async () => {
  await signInWith("writes");
  expect(await send()).toBe("Bearer writes");
  await store.change(async ({ remove }) => remove());
  await expect(send()).rejects.toMatchObject({ code: "SERVER_UNAUTHORIZED" });
});
