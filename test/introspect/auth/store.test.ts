import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openSignInStore, type SignIn } from "../../../src/introspect/auth/store.ts";
import { storeFolder } from "../../../src/introspect/auth/store-files.ts";
import { createUser, serverAt, type User } from "./user.ts";

const server = serverAt("https://mcp.example/mcp");
const signIn: SignIn = {
  serverUrl: "https://mcp.example/mcp",
  resource: "https://mcp.example/mcp",
  issuer: "https://login.example",
  tokenEndpoint: "https://login.example/token",
  revocationEndpoint: null,
  authMethods: ["none"],
  clientId: "c",
  clientSecret: null,
  scopes: ["read"],
  accessToken: "access",
  refreshToken: "refresh",
  expiresAt: null,
};

let user: User;
beforeEach(async () => {
  user = createUser();
  await openSignInStore(server, user.env).change(async ({ write }) => write(signIn));
});
afterEach(() => user.remove());

const file = (): string => openSignInStore(server, user.env).file;
const read = (): SignIn | null => openSignInStore(server, user.env).read();

test("what is kept is read again", () => {
  expect(read()).toEqual(signIn);
});

test("the same server is found however its URL is spelt", () => {
  for (const url of ["https://MCP.example:443/mcp", "https://mcp.example/./mcp#part"]) {
    expect(openSignInStore(serverAt(url), user.env).read()).toEqual(signIn);
  }
});

test("no other server finds it", () => {
  for (const url of [
    "https://mcp.example/",
    "https://mcp.example/mcp/",
    "https://mcp.example/mcp?x",
    "https://mcp.example:8443/mcp",
    "https://evil.example/mcp",
  ]) {
    expect(openSignInStore(serverAt(url), user.env).read()).toBeNull();
  }
});

test("nor does another client of the same server", () => {
  const other = serverAt(server.url, { type: "oauth", clientId: "other" });
  expect(openSignInStore(other, user.env).read()).toBeNull();
});

const spoiled: [string, () => void][] = [
  ["a file that others may read", () => chmodSync(file(), 0o644)],
  ["a folder that others may look into", () => chmodSync(path.dirname(file()), 0o755)],
  [
    "an outer folder that others may write",
    () => chmodSync(path.dirname(path.dirname(file())), 0o777),
  ],
  [
    "a symbolic link in the place of the file",
    () => {
      renameSync(file(), `${file()}.real`);
      symlinkSync(`${file()}.real`, file());
    },
  ],
  [
    "a symbolic link in the place of the folder",
    () => {
      const folder = path.dirname(file());
      renameSync(folder, `${folder}-real`);
      symlinkSync(`${folder}-real`, folder);
    },
  ],
  ["what is no JSON", () => writeFileSync(file(), "{")],
  ["what is no sign-in", () => writeFileSync(file(), '{"version":1}')],
  [
    "the sign-in to another server under this one's name",
    () => {
      const text = readFileSync(file(), "utf8");
      writeFileSync(file(), text.replaceAll("mcp.example", "bank.example"));
    },
  ],
];

describe("refused", () => {
  test.each(spoiled)("%s", (_name, spoil) => {
    spoil();
    expect(read).toThrow(expect.objectContaining({ code: "AUTH_STORE" }) as Error);
  });

  test.runIf(process.getuid?.() === 0)("what belongs to another user", () => {
    chownSync(file(), 65_534, 65_534);
    expect(read).toThrow(expect.objectContaining({ code: "AUTH_STORE" }) as Error);
  });
});

test("a folder that is open to others is no concern of servers without a sign-in", () => {
  chmodSync(path.dirname(file()), 0o777);
  expect(openSignInStore(serverAt("https://other.example/"), user.env).read()).toBeNull();
});

test("what a killed process has left goes with the next change", async () => {
  const left = `${file()}.0123456789ab.new`;
  writeFileSync(left, "{}", { mode: 0o600 });
  await openSignInStore(server, user.env).change(async ({ remove }) => remove());
  expect([left, file()].filter(existsSync)).toEqual([]);
});

test.runIf(process.platform === "linux")("the folder is the user's own", () => {
  const home = "/home/somebody";
  expect(storeFolder({ HOME: home })).toBe(`${home}/.config/codemode/sign-in`);
  expect(storeFolder({ HOME: home, XDG_CONFIG_HOME: "/x" })).toBe("/x/codemode/sign-in");
  expect(storeFolder({ HOME: home, XDG_CONFIG_HOME: "x" })).toBe(
    `${home}/.config/codemode/sign-in`,
  );
});

test("two changes at once come one after the other", async () => {
  const store = openSignInStore(server, user.env);
  const steps: string[] = [];
  const step = (name: string): Promise<void> =>
    store.change(async () => {
      steps.push(`${name} begins`);
      await new Promise((resolve) => setTimeout(resolve, 30));
      steps.push(`${name} ends`);
    });
  mkdirSync(path.dirname(store.file), { recursive: true });
  await Promise.all([step("a"), step("b")]);
  expect(steps).toEqual(
    steps[0] === "a begins"
      ? ["a begins", "a ends", "b begins", "b ends"]
      : ["b begins", "b ends", "a begins", "a ends"],
  );
});
