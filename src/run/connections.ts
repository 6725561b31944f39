import { resolveServers, type ResolvedServer } from "../config/interpolate.ts";
import type { LoadedConfig, ServerTemplate } from "../config/template.ts";
import { codemodeError } from "../diagnostics/error.ts";
import { CodemodeError } from "../diagnostics/error.ts";
import type { ServerConnection } from "../introspect/connect.ts";
import type { JsonObject, JsonValue } from "../json.ts";
import { rememberedWay } from "../lock/remembered-way.ts";
import type { Lock } from "../lock/types.ts";
import { createRedactor, withholdFromResult, type Redactor } from "./redact.ts";

/** The MCP servers of a configuration, each connected when it is first needed and then kept for later runs. */
export interface Connections {
  /** Starts connecting, so that a later call need not wait; what fails is told by that call. */
  prepare(serverKeys: readonly string[]): void;
  /**
   * Sees that these servers are configured and their variables set: before a program runs, not half way through it.
   * @throws CodemodeError `RUN_SERVER_NOT_CONFIGURED`, `CONFIG_ENV_MISSING` with every missing name
   */
  require(serverKeys: readonly string[]): void;
  /**
   * What the server advertises: asked once for each connection, and again when it says that it has changed.
   * @throws CodemodeError `RUN_SERVER_NOT_CONFIGURED`, `CONFIG_*`, `SERVER_*`
   */
  listTools(serverKey: string): Promise<JsonValue[]>;
  /**
   * One tool call, never retried.
   * @throws CodemodeError as `listTools`; the reason of `signal`
   */
  callTool(
    serverKey: string,
    wireName: string,
    input: JsonObject,
    signal: AbortSignal,
  ): Promise<JsonObject>;
  /** For texts of any of the servers. */
  readonly redact: Redactor;
  /** Takes the secrets of any of the servers out of a result that is bounded in depth and size; names those found. */
  withhold(result: JsonObject): { result: JsonObject; names: ReadonlySet<string> };
  /** Ends all sessions and processes. */
  close(): Promise<void>;
}

export interface ConnectionsOptions {
  config: LoadedConfig;
  /** What `${VAR}` is looked up in, and of which servers get a safelist. */
  env: Readonly<Record<string, string | undefined>>;
  /** Each line that a server writes to its standard error. */
  onServerLog?: (serverKey: string, line: string) => void;
  /** Of the SDK: servers are reached as when it was generated. */
  lock?: Lock;
}

interface Live {
  connection: ServerConnection;
  tools: Promise<JsonValue[]> | null;
}

/** After one of these the connection is of no use to later runs. */
const FATAL: ReadonlySet<string> = new Set([
  "SERVER_EXITED",
  "SERVER_CLOSED",
  "SERVER_PROTOCOL",
  "SERVER_MESSAGE_TOO_LARGE",
  "SERVER_UNREACHABLE",
  "SERVER_START_FAILED",
]);

export function createConnections(options: ConnectionsOptions): Connections {
  const live = new Map<string, Promise<Live>>();
  const resolved = new Map<string, ResolvedServer>();
  const closing = new AbortController();

  const templateOf = (serverKey: string): ServerTemplate => {
    const template = options.config.servers.find((server) => server.key === serverKey);
    if (template === undefined) {
      throw codemodeError(
        "RUN_SERVER_NOT_CONFIGURED",
        `The SDK has a server \`${serverKey}\` that ${options.config.path} does not configure.`,
        { location: { server: serverKey } },
      );
    }
    return template;
  };

  const resolve = (serverKey: string): ResolvedServer => {
    const known = resolved.get(serverKey);
    if (known !== undefined) return known;
    // Only this one: a variable that another server lacks is no reason to refuse.
    const template = templateOf(serverKey);
    const [server] = resolveServers([template], options.env);
    resolved.set(serverKey, server as ResolvedServer);
    return server as ResolvedServer;
  };

  const open = async (serverKey: string): Promise<Live> => {
    const server = resolve(serverKey);
    const { connectServer } = await import("../introspect/connect.ts");
    const connection = await connectServer(server, {
      rootDir: options.config.rootDir,
      env: options.env,
      signal: closing.signal,
      remembered: rememberedWay(options.lock ?? null, templateOf(serverKey)),
      ...(options.onServerLog === undefined
        ? {}
        : { onLog: (line: string) => options.onServerLog?.(serverKey, line) }),
    });
    const opened: Live = { connection, tools: null };
    connection.onToolsChanged(() => {
      opened.tools = null;
    });
    return opened;
  };

  const connect = (serverKey: string): Promise<Live> => {
    const known = live.get(serverKey);
    if (known !== undefined) return known;
    const opening = closing.signal.aborted
      ? Promise.reject(codemodeError("SERVER_CLOSED", "The connections to the servers are closed."))
      : open(serverKey);
    live.set(serverKey, opening);
    // A server that could not be reached may be next time.
    opening.catch(() => forget(serverKey, opening));
    return opening;
  };

  const forget = (serverKey: string, connecting: Promise<Live>): void => {
    if (live.get(serverKey) === connecting) live.delete(serverKey);
  };

  /** Lets go of a connection that has failed, so that the next run opens another. */
  const attempt = async <T>(serverKey: string, act: (live: Live) => Promise<T>): Promise<T> => {
    const connecting = connect(serverKey);
    const opened = await connecting;
    try {
      return await act(opened);
    } catch (error) {
      if (error instanceof CodemodeError && FATAL.has(error.code)) {
        forget(serverKey, connecting);
        void opened.connection.close();
      }
      throw error;
    }
  };

  return {
    require: (serverKeys) => {
      resolveServers(serverKeys.map(templateOf), options.env);
    },
    prepare: (serverKeys) => {
      for (const serverKey of serverKeys) connect(serverKey).catch(() => {});
    },
    listTools: (serverKey) =>
      attempt(serverKey, (opened) => {
        if (opened.tools !== null) return opened.tools;
        const listing = opened.connection.listTools();
        opened.tools = listing;
        listing.catch(() => {
          if (opened.tools === listing) opened.tools = null;
        });
        return listing;
      }),
    callTool: (serverKey, wireName, input, signal) =>
      attempt(serverKey, ({ connection }) => connection.callTool(wireName, input, { signal })),
    redact: (text) => createRedactor([...resolved.values()])(text),
    withhold: (result) => withholdFromResult([...resolved.values()], result),
    close: async () => {
      closing.abort(new Error("closed"));
      const all = [...live.values()];
      live.clear();
      await Promise.all(
        all.map((opening) =>
          opening.then(
            ({ connection }) => connection.close(),
            () => {},
          ),
        ),
      );
    },
  };
}
