import { resolveServers, type ResolvedServer } from "../config/interpolate.ts";
import type { LoadedConfig, ServerTemplate } from "../config/template.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { codemodeError } from "../diagnostics/error.ts";
import { CodemodeError } from "../diagnostics/error.ts";
import type { ServerCatalog } from "../introspect/catalog.ts";
import type { ServerConnection } from "../introspect/connect.ts";
import type { EntryList } from "../introspect/lists.ts";
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
   * Another of the server's lists, asked anew each time.
   * @throws CodemodeError as `listTools`; the reason of `signal`
   */
  listOthers(
    serverKey: string,
    member: EntryList["member"],
    signal: AbortSignal,
  ): Promise<JsonValue[]>;
  /**
   * Something that only reads, so that it is done once more when the connection was lost; not when what is read is
   * listed otherwise by then.
   * @param entry where it is listed; `null`: in no list
   * @throws CodemodeError as `callTool`; the reason of `signal`
   */
  read<T>(
    serverKey: string,
    entry: ListedEntry | null,
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

/** An entry of one of a server's lists. */
export interface ListedEntry {
  member: EntryList["member"];
  /** The server's own name for it; a resource's is its URI. */
  name: string;
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
  /** What each server listed last, by list and server: what a run was allowed to begin with. */
  const listed = new Map<string, readonly JsonValue[]>();
  const sameness = createSameness();
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
    { member, name }: ListedEntry,
    opened: OpenLink,
    signal: AbortSignal,
  ): Promise<void> => {
    const before = listed.get(`${member} ${serverKey}`);
    if (before === undefined || sameness.holds(opened, member, name)) return;
    const live =
      member === "tools"
        ? await listOnce(opened)
        : await opened.connection.list(member, { signal });
    const drift = findDrift(serverKey, [name], before, live, member);
    if (drift !== null) throw new CodemodeError([drift]);
    sameness.add(opened, member, name);
  };

  /** @param list asks the connection for it */
  const listAnew = async (
    serverKey: string,
    member: EntryList["member"],
    list: (opened: OpenLink) => Promise<JsonValue[]>,
    options: { signal?: AbortSignal },
  ): Promise<JsonValue[]> => {
    const read = async (opened: OpenLink): Promise<JsonValue[]> => {
      const entries = await list(opened);
      sameness.addAll(opened, member);
      return entries;
    };
    const entries = await linkOf(serverKey).use(read, { ...options, mayRepeat: true });
    listed.set(`${member} ${serverKey}`, entries);
    return entries;
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
    listTools: (serverKey) => listAnew(serverKey, "tools", listOnce, {}),
    listOthers: (serverKey, member, signal) =>
      listAnew(serverKey, member, ({ connection }) => connection.list(member, { signal }), {
        signal,
      }),
    callTool: (serverKey, wireName, input, { signal, mayRepeat, desk }) =>
      linkOf(serverKey).use(
        async (opened) => {
          await assertSame(serverKey, { member: "tools", name: wireName }, opened, signal);
          return opened.connection.callTool(wireName, input, { signal, desk });
        },
        { signal, mayRepeat },
      ),
    read: (serverKey, entry, act, signal) =>
      linkOf(serverKey).use(
        async (opened) => {
          if (entry !== null) await assertSame(serverKey, entry, opened, signal);
          return act(opened.connection);
        },
        { signal, mayRepeat: true },
      ),
    notices: (serverKey) => notices.get(serverKey) ?? [],
    redact: (text) => createRedactor([...resolved.values()])(text),
    withhold: (result) => withholdFromResult([...resolved.values()], result),
    close: async () => {
      closed = true;
      await Promise.all(Array.from(links.values(), (link) => link.close()));
    },
  };
}

interface Sameness {
  holds(opened: OpenLink, member: EntryList["member"], name: string): boolean;
  add(opened: OpenLink, member: EntryList["member"], name: string): void;
  /** It is the connection that listed them. */
  addAll(opened: OpenLink, member: EntryList["member"]): void;
}

/** The entries of which a connection is known to list the same as the one that a run began with. */
function createSameness(): Sameness {
  const all = new WeakMap<OpenLink, Set<EntryList["member"]>>();
  const some = new WeakMap<OpenLink, Set<string>>();
  const into = <Item>(sets: WeakMap<OpenLink, Set<Item>>, opened: OpenLink, item: Item): void => {
    sets.set(opened, (sets.get(opened) ?? new Set<Item>()).add(item));
  };
  return {
    holds: (opened, member, name) =>
      all.get(opened)?.has(member) === true || some.get(opened)?.has(`${member} ${name}`) === true,
    add: (opened, member, name) => into(some, opened, `${member} ${name}`),
    addAll: (opened, member) => into(all, opened, member),
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
