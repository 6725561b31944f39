import { Client } from "@modelcontextprotocol/client";
import type { ResolvedMcpServer } from "../config/interpolate.ts";
import { createDiagnostic, type Diagnostic } from "../diagnostics/diagnostic.ts";
import type { CodemodeError } from "../diagnostics/error.ts";
import type { JsonObject } from "../json.ts";
import { VERSION } from "../package-root.ts";
import { CLIENT_CAPABILITIES } from "./capabilities.ts";
import type { Era, ServerCatalog } from "./catalog.ts";
import { openChannel, type Channel, type ChannelOptions } from "./channel.ts";
import { CONNECTING, serverFailure } from "./failure.ts";
import { RequestError } from "./raw-requests.ts";
import { firstWay, nextWay, type Remembered, type Way } from "./ways.ts";

export interface ConnectOptions extends ChannelOptions {
  signal?: AbortSignal | undefined;
  /** How the server was reached last: it is not asked again. */
  remembered?: Remembered | null | undefined;
  /** The catalog that the SDK was generated from, when a program runs: all that an OpenAPI document needs then. */
  committed?: (() => ServerCatalog | null) | undefined;
}

/** What a server said of itself, and how it was reached. Not trusted. */
export interface ServerFacts {
  era: Era;
  protocolVersion: string;
  /** Only over the HTTP transport of 2024-11-05. */
  transport?: "sse";
  serverInfo: JsonObject;
  capabilities: JsonObject;
  instructions: string | null;
}

export interface Handshake {
  channel: Channel;
  client: Client;
  facts: ServerFacts;
  diagnostics: Diagnostic[];
}

export const CLIENT_INFO = { name: "codemode", version: VERSION };

/**
 * Opens a channel and finds out which specification is spoken over it: as remembered, as configured, or by trying. All
 * attempts together take at most `connectMs`; there is never more than one process at a time.
 *
 * @throws CodemodeError with a `SERVER_*` code; the reason of `signal`. By then nothing of the server is left.
 */
export async function shakeHands(
  server: ResolvedMcpServer,
  options: ConnectOptions,
): Promise<Handshake> {
  const deadline = performance.now() + server.timeouts.connectMs;
  const diagnostics: Diagnostic[] = [];
  let way = firstWay(server, options.remembered ?? null);
  let before: CodemodeError | null = null;
  for (;;) {
    options.signal?.throwIfAborted();
    const left = Math.max(1, deadline - performance.now()) * way.share;
    const attempt = await tryWay(server, options, way, Math.ceil(Math.min(left, limitOf(way))));
    if (attempt.ok) return { ...attempt.handshake, diagnostics };
    const { failure, error, exited } = attempt;
    const timedOut = failure.code === "SERVER_TIMEOUT";
    const next = nextWay(server, { way, error, exited, timedOut });
    if (next === null) throw way.from === "guess" ? moreTelling(before, failure) : failure;
    if (way.from === "memory") diagnostics.push(changedDiagnostic(server.key, way));
    before = failure;
    way = next;
  }
}

/** A stream that is none of 2024-11-05 says nothing: a guess is not worth the whole time. */
const MAX_GUESS_MS = 5_000;

function limitOf(way: Way): number {
  return way.from === "guess" && way.sse ? MAX_GUESS_MS : Number.POSITIVE_INFINITY;
}

/** What a guess met is only of interest when it found the server and was not let in. */
function moreTelling(before: CodemodeError | null, guess: CodemodeError): CodemodeError {
  const isKeptOut = guess.code === "SERVER_UNAUTHORIZED" || guess.code.startsWith("AUTH_");
  return isKeptOut ? guess : (before ?? guess);
}

function changedDiagnostic(key: string, { mode, sse }: Way): Diagnostic {
  const spoke = typeof mode === "object" ? mode.pin : "a specification before 2026-07-28";
  const over = sse ? " over HTTP with server-sent events" : "";
  return createDiagnostic(
    "SERVER_ERA_CHANGED",
    `Server \`${key}\`: spoke ${spoke}${over} when it was generated last and no longer does; it was asked anew.`,
    { location: { server: key } },
  );
}

type Attempt =
  | { ok: true; handshake: Omit<Handshake, "diagnostics"> }
  | { ok: false; failure: CodemodeError; error: unknown; exited: boolean };

/** @throws the reason of the signal */
async function tryWay(
  server: ResolvedMcpServer,
  options: ConnectOptions,
  way: Way,
  timeoutMs: number,
): Promise<Attempt> {
  const channel = openChannel(server, options, way.sse);
  const client = new Client(CLIENT_INFO, {
    capabilities: CLIENT_CAPABILITIES,
    versionNegotiation: { mode: way.mode },
  });
  try {
    await connectClient(client, channel, timeoutMs, options.signal);
    return { ok: true, handshake: { channel, client, facts: readFacts(client, way) } };
  } catch (error) {
    // Told before it is closed: afterwards every server has exited.
    const failure = serverFailure(
      server,
      channel,
      { doing: CONNECTING, timeoutMs: server.timeouts.connectMs },
      error,
    );
    const exited = channel.exit() !== null;
    await channel.close();
    if (options.signal?.aborted === true) throw options.signal.reason;
    return { ok: false, failure, error, exited };
  }
}

/** The client's own time limits are for one request; this one is for the whole handshake. */
async function connectClient(
  client: Client,
  channel: Channel,
  timeoutMs: number,
  signal: AbortSignal | undefined,
): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  let onAbort: (() => void) | undefined;
  const givenUp = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new RequestError("timeout", "the handshake took too long")),
      timeoutMs,
    );
    onAbort = () => reject(signal?.reason);
    signal?.addEventListener("abort", onAbort, { once: true });
  });
  const connected = client.connect(channel.transport, { timeout: timeoutMs });
  // When the race is lost, closing the channel makes it fail later.
  connected.catch(() => {});
  try {
    await Promise.race([connected, givenUp]);
  } finally {
    clearTimeout(timer);
    if (onAbort !== undefined) signal?.removeEventListener("abort", onAbort);
  }
}

function readFacts(client: Client, way: Way): ServerFacts {
  return {
    era: client.getProtocolEra() ?? "legacy",
    protocolVersion: client.getNegotiatedProtocolVersion() ?? "",
    ...(way.sse ? { transport: "sse" } : {}),
    serverInfo: { ...client.getServerVersion() } as JsonObject,
    capabilities: { ...client.getServerCapabilities() } as JsonObject,
    instructions: client.getInstructions() ?? null,
  };
}
