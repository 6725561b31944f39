import { setMaxListeners } from "node:events";
import type { ResolvedServer } from "../config/interpolate.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { CodemodeError } from "../diagnostics/error.ts";
import { compareCodeUnits } from "../json.ts";
import type { ServerCatalog } from "./catalog.ts";
import type { ChannelOptions } from "./channel.ts";
import type { Remembered } from "./ways.ts";
import { connectServer, type ConnectOptions } from "./connect.ts";
import { readLists } from "./read-lists.ts";

export interface IntrospectOptions {
  rootDir: string;
  env: ChannelOptions["env"];
  signal?: AbortSignal | undefined;
  onProgress?: ((progress: IntrospectProgress) => void) | undefined;
  /** Each line of a server's standard error, safe to show. */
  onLog?: ((server: string, line: string) => void) | undefined;
  /** How a server was reached last, by its key. */
  remembered?: ((server: string) => Remembered | null) | undefined;
}

export type IntrospectProgress =
  | { server: string; state: "connecting" | "listing" | "failed" }
  | { server: string; state: "done"; tools: number };

export interface Introspection {
  /** Sorted by server. */
  catalogs: ServerCatalog[];
  /** Sorted by server; each failed alone. */
  failures: { server: string; diagnostic: Diagnostic }[];
  /** Warnings and infos of the servers that did not fail. */
  diagnostics: Diagnostic[];
}

/**
 * Asks all servers at once what they advertise. When it returns, no server that it started runs any more.
 *
 * @throws the reason of `signal`, once everything is cleaned up; a bug of ours
 */
export async function introspectServers(
  servers: readonly ResolvedServer[],
  options: IntrospectOptions,
): Promise<Introspection> {
  // One of our own: every server's requests listen to it, and Node warns of more than ten listeners of one signal.
  const signal = AbortSignal.any(options.signal === undefined ? [] : [options.signal]);
  setMaxListeners(0, signal);
  // Settled, all of them: when one fails for a bug of ours, the others are still to be closed.
  const settled = await Promise.allSettled(
    servers.map((server) => introspectServer(server, { ...options, signal })),
  );
  options.signal?.throwIfAborted();
  const outcomes = settled.map((outcome) => {
    if (outcome.status === "rejected") throw outcome.reason;
    return outcome.value;
  });
  const sorted = outcomes.toSorted((a, b) => compareCodeUnits(a.server, b.server));
  return {
    catalogs: sorted.flatMap((outcome) => (outcome.ok ? [outcome.catalog] : [])),
    failures: sorted.flatMap((outcome) =>
      outcome.ok
        ? []
        : outcome.diagnostics.map((diagnostic) => ({ server: outcome.server, diagnostic })),
    ),
    diagnostics: sorted.flatMap((outcome) => (outcome.ok ? outcome.diagnostics : [])),
  };
}

type Outcome =
  | { ok: true; server: string; catalog: ServerCatalog; diagnostics: Diagnostic[] }
  | { ok: false; server: string; diagnostics: readonly Diagnostic[] };

async function introspectServer(
  server: ResolvedServer,
  options: IntrospectOptions,
): Promise<Outcome> {
  const { key } = server;
  try {
    const { catalog, diagnostics } = await readCatalog(server, options);
    options.onProgress?.({ server: key, state: "done", tools: catalog.tools.length });
    return { ok: true, server: key, catalog, diagnostics };
  } catch (error) {
    // Not rethrown at once: the other servers are to end first.
    if (options.signal?.aborted === true) return { ok: false, server: key, diagnostics: [] };
    if (!(error instanceof CodemodeError)) throw error;
    options.onProgress?.({ server: key, state: "failed" });
    return { ok: false, server: key, diagnostics: error.diagnostics };
  }
}

async function readCatalog(
  server: ResolvedServer,
  options: IntrospectOptions,
): Promise<{ catalog: ServerCatalog; diagnostics: Diagnostic[] }> {
  const { key } = server;
  const { rootDir, env, signal, onLog } = options;
  options.onProgress?.({ server: key, state: "connecting" });
  const connectOptions: ConnectOptions = {
    rootDir,
    env,
    signal,
    remembered: options.remembered?.(key),
    onLog: onLog === undefined ? undefined : (line) => onLog(key, line),
  };
  const connection = await connectServer(server, connectOptions);
  try {
    options.onProgress?.({ server: key, state: "listing" });
    const { lists, diagnostics } = await readLists(connection, signal);
    const catalog: ServerCatalog = {
      catalogVersion: 1,
      server: key,
      ...connection.facts,
      ...lists,
    };
    return { catalog, diagnostics: [...connection.diagnostics, ...diagnostics] };
  } finally {
    await connection.close();
  }
}
