import { resolveServers, type ResolvedServer } from "../config/interpolate.ts";
import type { LoadedConfig, ServerTemplate } from "../config/template.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { codemodeError } from "../diagnostics/error.ts";
import { CodemodeError } from "../diagnostics/error.ts";
import type { ServerCatalog } from "../introspect/catalog.ts";
import type { ServerConnection } from "../introspect/connect.ts";
import type { Desk } from "../introspect/questions/desk.ts";
import type { JsonObject, JsonValue } from "../json.ts";
import { rememberedWay } from "../lock/remembered-way.ts";
import type { Lock } from "../lock/types.ts";
import { findDrift } from "./drift.ts";
import { createServerLink, type OpenLink, type ServerLink } from "./server-link.ts";
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
   * One tool call. It is sent once more only when the server surely did not execute it (it knows our session no longer)
   * or, with `mayRepeat`, when the connection was lost; not when the tool is another one by then.
   * @throws CodemodeError as `listTools`, `RUN_DRIFT`; the reason of `signal`
   */
  callTool(
    serverKey: string,
    wireName: string,
    input: JsonObject,
    options: { signal: AbortSignal; mayRepeat: boolean; desk?: Desk },
  ): Promise<JsonObject>;
  /**
   * Something that only reads, so that it is done once more when the connection was lost.
   * @throws CodemodeError as `listTools`; the reason of `signal`
   */
  read<T>(
    serverKey: string,
    act: (connection: ServerConnection) => Promise<T>,
    signal: AbortSignal,
  ): Promise<T>;
  /** What is to be told of how a server was connected last: that it is not as remembered. */
  notices(serverKey: string): readonly Diagnostic[];
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
  /** The SDK's committed catalogs. */
  catalog?: (serverKey: string) => ServerCatalog;
}

export function createConnections(options: ConnectionsOptions): Connections {
  const links = new Map<string, ServerLink>();
  /** What each server listed last, which is what a run was allowed to begin with. */
  const listed = new Map<string, readonly JsonValue[]>();
  /** The tools of which a connection is known to have the same as that list; `null`: it is the one that listed them. */
  const same = new WeakMap<OpenLink, Set<string> | null>();
  const resolved = new Map<string, ResolvedServer>();
  const notices = new Map<string, readonly Diagnostic[]>();
  let closed = false;

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

  const isLocked = (serverKey: string): boolean =>
    options.lock?.servers.some(({ key }) => key === serverKey) ?? false;

  const open = async (serverKey: string, signal: AbortSignal): Promise<ServerConnection> => {
    const server = resolve(serverKey);
    const { connectServer } = await import("../introspect/connect.ts");
    const connection = await connectServer(server, {
      rootDir: options.config.rootDir,
      env: options.env,
      signal,
      committed: () => (isLocked(serverKey) ? (options.catalog?.(serverKey) ?? null) : null),
      remembered: rememberedWay(options.lock ?? null, templateOf(serverKey)),
      ...(options.onServerLog === undefined
        ? {}
        : { onLog: (line: string) => options.onServerLog?.(serverKey, line) }),
    });
    const changed = connection.diagnostics.filter(({ code }) => code === "SERVER_ERA_CHANGED");
    notices.set(serverKey, changed);
    return connection;
  };

  const linkOf = (serverKey: string): ServerLink => {
    const known = links.get(serverKey);
    if (known !== undefined) return known;
    const link = createServerLink((signal) => open(serverKey, signal));
    if (closed) void link.close();
    links.set(serverKey, link);
    return link;
  };

  /** Of a server that was connected anew in the middle of a run: another one may have come up in its place. */
  const assertSame = async (
    serverKey: string,
    wireName: string,
    opened: OpenLink,
  ): Promise<void> => {
    const before = listed.get(serverKey);
    const names = same.get(opened);
    if (before === undefined || names === null || names?.has(wireName) === true) return;
    const drift = findDrift(serverKey, [wireName], before, await listOnce(opened));
    if (drift !== null) throw new CodemodeError([drift]);
    same.set(opened, new Set([...(names ?? []), wireName]));
  };

  return {
    require: (serverKeys) => {
      resolveServers(serverKeys.map(templateOf), options.env);
    },
    prepare: (serverKeys) => {
      for (const serverKey of serverKeys) {
        linkOf(serverKey)
          .open()
          .catch(() => {});
      }
    },
    listTools: async (serverKey) => {
      const read = async (opened: OpenLink): Promise<JsonValue[]> => {
        const tools = await listOnce(opened);
        same.set(opened, null);
        return tools;
      };
      const tools = await linkOf(serverKey).use(read, { mayRepeat: true });
      listed.set(serverKey, tools);
      return tools;
    },
    callTool: (serverKey, wireName, input, { signal, mayRepeat, desk }) =>
      linkOf(serverKey).use(
        async (opened) => {
          await assertSame(serverKey, wireName, opened);
          return opened.connection.callTool(wireName, input, { signal, desk });
        },
        { signal, mayRepeat },
      ),
    read: (serverKey, act, signal) =>
      linkOf(serverKey).use(({ connection }) => act(connection), { signal, mayRepeat: true }),
    notices: (serverKey) => notices.get(serverKey) ?? [],
    redact: (text) => createRedactor([...resolved.values()])(text),
    withhold: (result) => withholdFromResult([...resolved.values()], result),
    close: async () => {
      closed = true;
      await Promise.all(Array.from(links.values(), (link) => link.close()));
    },
  };
}

/** Asked once for each connection, and again when the server says that it has changed. */
function listOnce(opened: OpenLink): Promise<JsonValue[]> {
  if (opened.tools !== null) return opened.tools;
  const listing = opened.connection.listTools();
  opened.tools = listing;
  listing.catch(() => {
    if (opened.tools === listing) opened.tools = null;
  });
  return listing;
}
