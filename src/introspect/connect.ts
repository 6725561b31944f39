import {
  CLIENT_CAPABILITIES_META_KEY,
  CLIENT_INFO_META_KEY,
  PROTOCOL_VERSION_META_KEY,
  type Client,
} from "@modelcontextprotocol/client";
import type { ResolvedServer } from "../config/interpolate.ts";
import { redactSecrets } from "../config/secrets.ts";
import { createDiagnostic, type Diagnostic } from "../diagnostics/diagnostic.ts";
import type { JsonObject, JsonValue } from "../json.ts";
import { CLIENT_CAPABILITIES } from "./capabilities.ts";
import type { Channel } from "./channel.ts";
import { withholdFromFacts, withholdFromList } from "./echoed-secrets.ts";
import { describeNoise, serverFailure, type Phase } from "./failure.ts";
import { CLIENT_INFO, shakeHands, type ConnectOptions, type ServerFacts } from "./handshake.ts";
import { measureJson } from "./limits.ts";
import { LISTS, listEntries, type EntryList, type Listing } from "./lists.ts";
import { mirrorParams } from "./param-headers.ts";
import { createPatience } from "./patience.ts";
import { NOBODY, type Desk } from "./questions/desk.ts";
import { requestWithInput } from "./questions/input-required.ts";
import { answerServerRequests } from "./questions/server-requests.ts";
import { askForLogs, logEnvelope, showServerLogs } from "./server-logs.ts";
import { safeLine } from "./text.ts";
import { createRawRequests, type RawRequests } from "./raw-requests.ts";
import { passOverUnread } from "./unread.ts";

export type { ConnectOptions, ServerFacts };

interface CallOptions {
  /** Default: the server's `callMs`. */
  timeoutMs?: number | undefined;
  /** Cancels the call, and tells the server so. */
  signal?: AbortSignal | undefined;
  /** Who answers what the server asks meanwhile. Default: nobody; the time it takes is not the call's. */
  desk?: Desk | undefined;
}

/** A connected server. Every wait has a deadline; every failure is a `CodemodeError` with a `SERVER_*` code. */
export interface ServerConnection {
  readonly key: string;
  readonly facts: ServerFacts;
  /** What was left out or passed over so far; grows with `listTools`. */
  readonly diagnostics: readonly Diagnostic[];
  /**
   * The entries of `tools/list`, of all pages, verbatim and in the server's order; only values that the server was given
   * (`ResolvedServer.secrets`) are taken out.
   */
  listTools(options?: { signal?: AbortSignal | undefined }): Promise<JsonValue[]>;
  /**
   * One `tools/call`: the `CallToolResult` as it came, unvalidated, also with `isError`. Never retried.
   *
   * @param wireName the server's own name for the tool
   */
  callTool(wireName: string, input: JsonObject, options?: CallOptions): Promise<JsonObject>;
  /** Another of its lists, like `listTools`. */
  list(
    member: EntryList["member"],
    options?: { signal?: AbortSignal | undefined },
  ): Promise<JsonValue[]>;
  /** One `prompts/get`: the `GetPromptResult` as it came, unvalidated. */
  getPrompt(name: string, given: JsonObject, options?: CallOptions): Promise<JsonObject>;
  /** One `resources/read`: the `ReadResourceResult` as it came, unvalidated. */
  readResource(uri: string, options?: CallOptions): Promise<JsonObject>;
  /** Calls back when the server says that its list of tools has changed. */
  onToolsChanged(callback: () => void): void;
  /** Whether it is of no use any more: the server has ended, or its stream has. */
  ended(): boolean;
  /** Ends the session and the server's process group; at most about two seconds. Never rejects. */
  close(): Promise<void>;
}

/**
 * Starts or reaches a server and shakes hands with it.
 *
 * @throws CodemodeError with a `SERVER_*` code that names the server and the phase; the reason of `signal`. By then
 *   nothing of the server is left.
 */
export async function connectServer(
  server: ResolvedServer,
  options: ConnectOptions,
): Promise<ServerConnection> {
  if (server.transport === "openapi") {
    const { connectOpenApi } = await import("./connect-openapi.ts");
    return connectOpenApi(server, options);
  }
  const { channel, client, facts, diagnostics } = await shakeHands(server, options);
  return createConnection(server, channel, client, facts, diagnostics, options.onLog);
}

function createConnection(
  server: ResolvedServer,
  channel: Channel,
  client: Client,
  facts: ServerFacts,
  diagnostics: Diagnostic[],
  onLog: ConnectOptions["onLog"],
): ServerConnection {
  const { key } = server;
  const withheld = withholdFromFacts(key, server.secrets, keepFacts(key, facts, diagnostics));
  diagnostics.push(...withheld.diagnostics);
  const patience = createPatience();
  passOverUnread(channel.transport);
  const requests = createRawRequests(channel.transport, requestEnvelope(facts, onLog), patience);
  // From 2026-07-28 on a server asks in its result.
  const asked = facts.era === "legacy" ? answerServerRequests(channel.transport, patience) : null;
  if (onLog !== undefined) {
    showServerLogs(channel.transport, server.secrets, onLog);
    askForLogs(facts, requests);
  }
  const mirror = mirrorParams(server, facts, channel.transport);
  const attempt = async <T>(
    phase: Phase,
    signal: AbortSignal | undefined,
    act: () => Promise<T>,
  ): Promise<T> => {
    try {
      return await act();
    } catch (error) {
      if (signal?.aborted === true) throw signal.reason;
      throw serverFailure(server, channel, phase, error);
    }
  };
  const list = (
    member: EntryList["member"],
    signal: AbortSignal | undefined,
  ): Promise<JsonValue[]> => {
    const { listMs } = server.timeouts;
    const wanted = LISTS[member];
    const phase = { doing: `listing its ${wanted.many}`, timeoutMs: listMs };
    return attempt(phase, signal, async () => {
      // Here, so that no consumer sees a value that the server repeats: not the catalog, and not what drift compares.
      const listing = withholdFromList(
        key,
        wanted,
        server.secrets,
        await readAllPages(key, wanted, requests, listMs, signal),
      );
      diagnostics.push(...listing.diagnostics);
      if (channel.noiseCount() > 0 && !diagnostics.some(isNoise)) {
        diagnostics.push(noiseDiagnostic(server, channel));
      }
      return listing.entries;
    });
  };
  const ask = (
    doing: string,
    method: string,
    params: JsonObject,
    { timeoutMs = server.timeouts.callMs, desk = NOBODY, signal }: CallOptions,
  ): Promise<JsonObject> =>
    attempt({ doing, timeoutMs }, signal, async () => {
      const end = asked?.during(desk, signal);
      try {
        const given = { server: key, timeoutMs, desk, signal };
        return await requestWithInput(requests, method, params, given);
      } finally {
        end?.();
      }
    });
  let closing: Promise<void> | null = null;
  return {
    key,
    facts: withheld.facts,
    diagnostics,
    listTools: async ({ signal } = {}) =>
      mirror.read(await list("tools", signal), (diagnostic) => diagnostics.push(diagnostic)),
    list: (member, { signal } = {}) => list(member, signal),
    callTool: (wireName, input, options = {}) =>
      ask(
        `calling ${safeLine(wireName, 120)}`,
        "tools/call",
        { name: wireName, arguments: input },
        options,
      ),
    getPrompt: (name, given, options = {}) =>
      ask(
        `getting the prompt ${safeLine(name, 120)}`,
        "prompts/get",
        { name, arguments: given },
        options,
      ),
    readResource: (uri, options = {}) =>
      ask(`reading ${safeLine(uri, 120)}`, "resources/read", { uri }, options),
    onToolsChanged: (callback) => watchTools(client, facts, callback),
    ended: () => closing !== null || channel.ended(),
    close: () => (closing ??= channel.close()),
  };
}

const isNoise = ({ code }: Diagnostic): boolean => code === "SERVER_NOISE";

function noiseDiagnostic({ key, secrets }: ResolvedServer, channel: Channel): Diagnostic {
  const what = describeNoise(channel, (text) => redactSecrets(text, secrets));
  return createDiagnostic("SERVER_NOISE", `Server \`${key}\`: ${what}.`, {
    location: { server: key },
  });
}

/** From 2026-07-28 on every request says who asks (`_meta`); before, the handshake did. */
function requestEnvelope(facts: ServerFacts, onLog: ConnectOptions["onLog"]): JsonObject | null {
  if (facts.era === "legacy") return null;
  return {
    [PROTOCOL_VERSION_META_KEY]: facts.protocolVersion,
    [CLIENT_INFO_META_KEY]: CLIENT_INFO,
    [CLIENT_CAPABILITIES_META_KEY]: CLIENT_CAPABILITIES,
    ...logEnvelope(facts, onLog !== undefined),
  };
}

function keepFacts(key: string, facts: ServerFacts, diagnostics: Diagnostic[]): ServerFacts {
  const keep = <T extends JsonValue>(what: string, value: T, otherwise: T): T => {
    const measured = measureJson(value);
    if (measured.ok) return value;
    diagnostics.push(
      createDiagnostic(
        "SERVER_FACTS_DROPPED",
        `Server \`${key}\`: its ${what} are ${measured.problem}; they were left out.`,
        { location: { server: key } },
      ),
    );
    return otherwise;
  };
  return {
    ...facts,
    serverInfo: keep("name and version", facts.serverInfo, {}),
    capabilities: keep("capabilities", facts.capabilities, {}),
    instructions: keep("instructions", facts.instructions, null),
  };
}

/** The deadline is for all pages together. */
async function readAllPages(
  key: string,
  list: EntryList,
  requests: RawRequests,
  listMs: number,
  signal: AbortSignal | undefined,
): Promise<Listing> {
  const deadline = performance.now() + listMs;
  return listEntries(key, list, (cursor) => {
    const timeoutMs = Math.max(1, deadline - performance.now());
    const params: JsonObject = cursor === null ? {} : { cursor };
    return requests.request(list.method, params, { timeoutMs, signal });
  });
}

function watchTools(client: Client, facts: ServerFacts, callback: () => void): void {
  client.setNotificationHandler("notifications/tools/list_changed", () => callback());
  if (facts.era === "modern") {
    // A server that cannot be listened to is compared when it is connected again.
    client.listen({ toolsListChanged: true }).catch(() => {});
  }
}
