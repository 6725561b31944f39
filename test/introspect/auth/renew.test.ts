import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openSignInStore } from "../../../src/introspect/auth/store.ts";
import { renewals, startWorld, type World } from "./oauth.ts";
import { call, change, createUser, login, serverAt, withConnection, type User } from "./user.ts";

let user: User;
let world: World;

beforeEach(async () => {
  user = createUser();
  world = await startWorld();
});
afterEach(async () => {
  await world.close();
  user.remove();
});

const signedInWith = (token: string): string => `signed in with ${token}`;

test("an access token that has expired is renewed before it is sent", async () => {
  const server = serverAt(world.url);
  const first = await login(user, server);
  await change(user, server, { expiresAt: 1 });
  const text = await call(user, server);
  const second = openSignInStore(server, user.env).read();
  expect(text).toBe(signedInWith(second?.accessToken as string));
  expect(second?.accessToken).not.toBe(first.accessToken);
  expect(second?.refreshToken).not.toBe(first.refreshToken);
  expect(renewals(world)).toBe(1);
});

test("one that is refused in the middle is renewed, and the call made once more", async () => {
  const server = serverAt(world.url);
  const { accessToken } = await login(user, server);
  await withConnection(user, server, async (connection) => {
    await connection.callTool("whoami", {});
    world.refuse(accessToken);
    const results = await Promise.all(
      Array.from({ length: 10 }, () => connection.callTool("whoami", {})),
    );
    expect(results).toHaveLength(10);
  });
  expect(renewals(world)).toBe(1);
  // What was got meanwhile is a secret too.
  const present = openSignInStore(server, user.env).read();
  expect(server.secrets.map(({ value }) => value)).toContain(present?.accessToken);
});

test("sixty callers in three processes renew once, also where refresh tokens rotate", async () => {
  const server = serverAt(world.url);
  await login(user, server);
  await change(user, server, { expiresAt: 1 });
  const texts = (await callFromProcesses(3)).flat();
  const present = openSignInStore(server, user.env).read();
  expect(texts).toEqual(
    Array.from({ length: 60 }, () => signedInWith(present?.accessToken as string)),
  );
  expect(renewals(world)).toBe(1);
  // The sign-in goes on: no refresh token was used twice.
  await change(user, server, { expiresAt: 1 });
  await expect(call(user, server)).resolves.toMatch(/^signed in/);
  expect(readdirSync(path.dirname(openSignInStore(server, user.env).file))).toHaveLength(1);
});

/** Lets all of them begin at the same moment. */
async function callFromProcesses(count: number): Promise<string[][]> {
  const script = path.join(import.meta.dirname, "child", "call-many.mjs");
  const children = Array.from({ length: count }, () =>
    spawn(process.execPath, [script, world.url], {
      env: { ...process.env, ...user.env },
      stdio: ["pipe", "pipe", "inherit"],
    }),
  );
  const outputs = children.map((child) => {
    let text = "";
    let begin: () => void = () => {};
    const ready = new Promise<void>((resolve) => {
      begin = resolve;
    });
    child.stdout.on("data", (chunk: Buffer) => {
      text += chunk.toString();
      begin();
    });
    const ended = new Promise<void>((resolve) => {
      child.once("close", () => resolve());
    });
    return { ready, ended, text: () => text };
  });
  await Promise.all(outputs.map(({ ready }) => ready));
  for (const child of children) child.stdin.write("go\n");
  await Promise.all(outputs.map(({ ended }) => ended));
  return outputs.map(({ text }) => JSON.parse(text().split("\n")[1] as string) as string[]);
}

test("a sign-in that was withdrawn is forgotten, and who is to sign in again is told", async () => {
  const server = serverAt(world.url);
  const { accessToken } = await login(user, server);
  await world.revoke(accessToken);
  await expect(call(user, server)).rejects.toMatchObject({
    code: "AUTH_REQUIRED",
    message: expect.stringContaining("withdrawn or has expired") as string,
  });
  expect(openSignInStore(server, user.env).read()).toBeNull();
});

test("without a refresh token it ends with the access token", async () => {
  const server = serverAt(world.url);
  await login(user, server);
  await change(user, server, { expiresAt: 1, refreshToken: null });
  await expect(call(user, server)).rejects.toMatchObject({ code: "AUTH_REQUIRED" });
});

test("an authorization server that does not answer ends no sign-in", async () => {
  const server = serverAt(world.url);
  await login(user, server);
  await change(user, server, { expiresAt: 1, tokenEndpoint: "http://127.0.0.1:1/token" });
  await expect(call(user, server)).rejects.toMatchObject({ code: "AUTH_UNREACHABLE" });
  expect(openSignInStore(server, user.env).read()).not.toBeNull();
});

test("the lock of a process that is gone is taken over", async () => {
  const server = serverAt(world.url);
  await login(user, server);
  await change(user, server, { expiresAt: 1 });
  const { file } = openSignInStore(server, user.env);
  const gone = JSON.stringify({ pid: 2 ** 31 - 1, host: hostname(), began: "" });
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(`${file}.lock`, gone, { mode: 0o600 });
  await expect(call(user, server)).resolves.toMatch(/^signed in/);
  expect(existsSync(`${file}.lock`)).toBe(false);
});
