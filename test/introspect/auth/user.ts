import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { AuthConfig } from "../../../src/config/auth.ts";
import { resolveServers, type ResolvedHttpServer } from "../../../src/config/interpolate.ts";
import { DEFAULT_TIMEOUTS } from "../../../src/config/template.ts";
import { signIn, type SignInOptions } from "../../../src/introspect/auth/sign-in.ts";
import { openSignInStore, type SignIn } from "../../../src/introspect/auth/store.ts";
import { connectServer, type ServerConnection } from "../../../src/introspect/connect.ts";
import { browse } from "./oauth.ts";

export const REDIRECT_URI = "http://127.0.0.1:48123/callback";

/** A user with a folder of their own. */
export interface User {
  home: string;
  env: Record<string, string>;
  remove(): void;
}

export function createUser(): User {
  const home = mkdtempSync(path.join(tmpdir(), "codemode-auth-"));
  return {
    home,
    env: { XDG_CONFIG_HOME: home },
    remove: () => rmSync(home, { recursive: true, force: true }),
  };
}

export function serverAt(url: string, auth?: AuthConfig): ResolvedHttpServer {
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

export function login(
  user: User,
  server: ResolvedHttpServer,
  options: Partial<SignInOptions> = {},
): Promise<SignIn> {
  return signIn(server, {
    env: user.env,
    redirectUri: REDIRECT_URI,
    authorize: (page) => browse(page, REDIRECT_URI),
    ...options,
  });
}

export async function withConnection<T>(
  user: User,
  server: ResolvedHttpServer,
  act: (connection: ServerConnection) => Promise<T>,
): Promise<T> {
  const connection = await connectServer(server, { rootDir: user.home, env: user.env });
  try {
    return await act(connection);
  } finally {
    await connection.close();
  }
}

/** What connects, calls the one tool and gives its text. */
export function call(user: User, server: ResolvedHttpServer): Promise<string> {
  return withConnection(user, server, async (connection) => {
    const { content } = await connection.callTool("whoami", {});
    return (content as { text: string }[])[0]?.text ?? "";
  });
}

/** Changes what is kept of a sign-in. */
export async function change(
  user: User,
  server: ResolvedHttpServer,
  part: Partial<SignIn>,
): Promise<void> {
  const store = openSignInStore(server, user.env);
  const present = store.read() as SignIn;
  await store.change(async ({ write }) => write({ ...present, ...part }));
}
