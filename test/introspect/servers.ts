import { randomUUID } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { ResolvedHttpServer, ResolvedStdioServer } from "../../src/config/interpolate.ts";
import { resolveServers } from "../../src/config/interpolate.ts";
import { DEFAULT_TIMEOUTS, type StdioTemplate } from "../../src/config/template.ts";
import { connectServer, type ServerConnection } from "../../src/introspect/connect.ts";

export const ROOT = path.resolve(import.meta.dirname, "../..");

export function fixtureServer(name: string): string {
  return path.join(ROOT, "fixtures", "servers", `${name}.mjs`);
}

/** The entry of a pinned real server. */
export function realServer(name: "everything" | "filesystem" | "memory"): string {
  return path.join(ROOT, "node_modules/@modelcontextprotocol", `server-${name}`, "dist/index.js");
}

export interface ServerOptions {
  key?: string;
  command?: string;
  env?: Record<string, string>;
  timeouts?: Partial<StdioTemplate["timeouts"]>;
  cwd?: string;
}

/** A server that `node` runs. */
export function nodeServer(args: string[], options: ServerOptions = {}): ResolvedStdioServer {
  const template: StdioTemplate = {
    transport: "stdio",
    key: options.key ?? "server",
    command: options.command ?? process.execPath,
    args,
    env: options.env ?? {},
    cwd: options.cwd ?? null,
    timeouts: { ...DEFAULT_TIMEOUTS, ...options.timeouts },
    protocol: "legacy",
  };
  return resolveServers([template], process.env)[0] as ResolvedStdioServer;
}

export function httpServer(
  url: string,
  headers: Record<string, string> = {},
  timeouts: Partial<StdioTemplate["timeouts"]> = {},
): ResolvedHttpServer {
  const resolved = resolveServers(
    [
      {
        transport: "http",
        key: "web",
        url,
        headers,
        timeouts: { ...DEFAULT_TIMEOUTS, ...timeouts },
        protocol: "auto",
      },
    ],
    process.env,
  );
  return resolved[0] as ResolvedHttpServer;
}

export function connect(
  server: ResolvedStdioServer | ResolvedHttpServer,
): Promise<ServerConnection> {
  return connectServer(server, { rootDir: ROOT, env: process.env });
}

/** Connects, acts, and closes whatever happens. */
export async function withServer<T>(
  server: ResolvedStdioServer | ResolvedHttpServer,
  act: (connection: ServerConnection) => Promise<T>,
): Promise<T> {
  const connection = await connect(server);
  try {
    return await act(connection);
  } finally {
    await connection.close();
  }
}

const MARK = "CODEMODE_TEST_MARK";

export interface ProcessMark {
  /** For the environment of a server: whatever it starts inherits it. */
  env: Record<string, string>;
  /** Ids of the processes that carry the mark now. */
  processes(): number[];
}

/** Linux only: reads `/proc`. */
export function markProcesses(): ProcessMark {
  const id = randomUUID();
  return { env: { [MARK]: id }, processes: () => markedProcesses(id) };
}

function markedProcesses(id: string): number[] {
  if (!existsSync("/proc/self/environ")) return [];
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name) && environmentOf(name).includes(`${MARK}=${id}`))
    .map(Number);
}

/** Asks again until it holds; the test's own time limit is the bound. */
export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await sleep(20);
}

function environmentOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/environ`, "utf8");
  } catch {
    return "";
  }
}
