import { statSync } from "node:fs";
import path from "node:path";
import type { Transport } from "@modelcontextprotocol/client";
import { childEnvironment } from "../config/child-env.ts";
import type {
  ResolvedHttpServer,
  ResolvedMcpServer,
  ResolvedStdioServer,
} from "../config/interpolate.ts";
import { redactSecrets } from "../config/secrets.ts";
import { codemodeError, type CodemodeError } from "../diagnostics/error.ts";
import type { ExitStatus } from "../process/child.ts";
import { createAuthorization } from "./auth/authorization.ts";
import { createHttpChannel } from "./http-transport.ts";
import { proxiedFetch } from "./proxied-fetch.ts";
import { createSseChannel } from "./sse-transport.ts";
import { safeLine } from "./text.ts";
import { StdioTransport, type StdioFault } from "./stdio-transport.ts";

export interface ChannelOptions {
  /** Absolute: what `cwd` of a server is relative to, and its default. */
  rootDir: string;
  /** The environment of this process, of which a server gets a safelist. */
  env: Readonly<Record<string, string | undefined>>;
  /** Each line of the server's standard error, safe to show: control characters escaped, secrets taken out. */
  onLog?: ((line: string) => void) | undefined;
}

type ChannelFault = { kind: "none" } | { kind: StdioFault } | NotStarted;

interface NotStarted {
  kind: "not started";
  reason: string;
  /** Whether there is no such command. */
  isMissing: boolean;
}

/** A transport, and what it knows of the server when something goes wrong. */
export interface Channel {
  transport: Transport;
  fault(): ChannelFault;
  /** Over HTTP: why the sign-in did not help with the last request that was refused. */
  refusal(): CodemodeError | null;
  /** How the server has ended by itself. */
  exit(): ExitStatus | null;
  /** Over HTTP: whether the server has given us a session, which it may forget. */
  hasSession(): boolean;
  /** Whether nothing can be sent any more. */
  ended(): boolean;
  stderrTail(): string;
  noiseCount(): number;
  firstNoise(): string;
  /** Ends the session and the server. Never rejects; takes at most a few seconds. */
  close(): Promise<void>;
}

/** @param sse over HTTP: the transport of 2024-11-05 */
export function openChannel(
  server: ResolvedMcpServer,
  options: ChannelOptions,
  sse: boolean,
): Channel {
  return server.transport === "http" ? openHttp(server, options, sse) : openStdio(server, options);
}

function openStdio(server: ResolvedStdioServer, options: ChannelOptions): Channel {
  const cwd = path.resolve(options.rootDir, server.cwd ?? ".");
  // Node reports a missing folder as a missing command.
  if (!(statSync(cwd, { throwIfNoEntry: false })?.isDirectory() ?? false)) {
    const message = `Server \`${server.key}\`: could not be started: its working folder ${cwd} does not exist.`;
    throw codemodeError("SERVER_START_FAILED", message, { location: { server: server.key } });
  }
  const transport = new StdioTransport({
    command: server.command,
    args: server.args,
    cwd,
    env: childEnvironment(options.env, server.env),
    onStderr: (line) => options.onLog?.(safeLine(redactSecrets(line, server.secrets), 2_000)),
  });
  return {
    transport,
    fault: () => {
      if (transport.spawnError !== null) {
        const { spawnError } = transport;
        return {
          kind: "not started",
          reason: spawnReason(server, spawnError),
          isMissing: spawnError.code === "ENOENT",
        };
      }
      return { kind: transport.fault ?? "none" };
    },
    refusal: () => null,
    exit: () => (transport.exit === null ? null : transport.ownExit),
    hasSession: () => false,
    ended: () => transport.exit !== null || transport.fault !== null,
    stderrTail: () => transport.stderrTail,
    noiseCount: () => transport.noise.count,
    firstNoise: () => transport.noise.first,
    close: () => transport.close(),
  };
}

function spawnReason(server: ResolvedStdioServer, error: NodeJS.ErrnoException): string {
  // The template, not what became of it: that may hold a secret.
  const command = JSON.stringify((server.template as ResolvedStdioServer).command);
  switch (error.code) {
    case "ENOENT":
      return `the command ${command} was not found`;
    case "EACCES":
      return `the command ${command} may not be executed`;
    default:
      return `the command ${command} failed to start (${error.code ?? error.message})`;
  }
}

/** Long enough for a session's end to be told, not long enough to be waited for. */
const END_SESSION_MS = 1_000;

function openHttp(server: ResolvedHttpServer, options: ChannelOptions, sse: boolean): Channel {
  const authorization = createAuthorization(server, options);
  const channel = (sse ? createSseChannel : createHttpChannel)(
    server,
    authorization,
    proxiedFetch(options.env),
  );
  const { transport } = channel;
  return {
    transport,
    fault: () => ({ kind: channel.tooLarge ? "message too large" : "none" }),
    refusal: () => channel.refusal,
    exit: () => null,
    hasSession: () => channel.hasSession,
    ended: () => channel.ended,
    stderrTail: () => "",
    noiseCount: () => 0,
    firstNoise: () => "",
    close: async () => {
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, END_SESSION_MS);
      });
      await Promise.race([channel.endSession().catch(() => {}), late]);
      clearTimeout(timer);
      await transport.close().catch(() => {});
    },
  };
}
