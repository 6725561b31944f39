import { CodemodeError, codemodeError } from "../diagnostics/error.ts";
import type { ServerConnection } from "../introspect/connect.ts";
import type { JsonValue } from "../json.ts";

/** A connection that is open. */
export interface OpenLink {
  connection: ServerConnection;
  /** What it lists; `null` until it is asked, and when it says that it has changed. */
  tools: Promise<JsonValue[]> | null;
}

/** One server's connection: opened when it is needed, kept for later runs, and opened anew when it was lost. */
export interface ServerLink {
  /** Opens it unless it is open. */
  open(): Promise<OpenLink>;
  /**
   * Does something over the connection. What the server surely did not do, because it knows our session no longer, is
   * done once more over a new one.
   *
   * @param mayRepeat also when the connection was lost while it was done: it does no harm twice
   * @throws what `act` throws, and what opening throws
   */
  use<T>(
    act: (link: OpenLink) => Promise<T>,
    options: { mayRepeat: boolean; signal?: AbortSignal },
  ): Promise<T>;
  /** Ends the session and the process. */
  close(): Promise<void>;
}

/** The connection was lost: whether the server has done what it was asked cannot be known. */
const LOST: ReadonlySet<string> = new Set(["SERVER_EXITED", "SERVER_CLOSED", "SERVER_UNREACHABLE"]);

/** After one of these, and those above, the connection is of no use to later runs. */
const USELESS: ReadonlySet<string> = new Set([
  "SERVER_PROTOCOL",
  "SERVER_MESSAGE_TOO_LARGE",
  "SERVER_START_FAILED",
]);

const EXPIRED = "SERVER_SESSION_EXPIRED";

/** @param connect gives up when its signal is aborted */
export function createServerLink(
  connect: (signal: AbortSignal) => Promise<ServerConnection>,
): ServerLink {
  const closing = new AbortController();
  let current: Promise<OpenLink> | null = null;
  /** How many use a connection; one that is let go of ends with the last of them. */
  const users = new Map<OpenLink, number>();
  const leaving = new Set<OpenLink>();

  const open = (): Promise<OpenLink> => {
    if (current !== null) return current;
    const opening = closing.signal.aborted
      ? Promise.reject(codemodeError("SERVER_CLOSED", "The connections to the servers are closed."))
      : openAnew();
    current = opening;
    // A server that could not be reached may be next time.
    opening.catch(() => forget(opening));
    return opening;
  };

  const openAnew = async (): Promise<OpenLink> => {
    const opened: OpenLink = { connection: await connect(closing.signal), tools: null };
    opened.connection.onToolsChanged(() => {
      opened.tools = null;
    });
    return opened;
  };

  const forget = (opening: Promise<OpenLink>): void => {
    if (current === opening) current = null;
  };

  /** Others may still wait for an answer over it. */
  const letGo = (opening: Promise<OpenLink>, opened: OpenLink): void => {
    forget(opening);
    leaving.add(opened);
    leave(opened);
  };

  const leave = (opened: OpenLink): void => {
    if (!leaving.has(opened) || (users.get(opened) ?? 0) > 0) return;
    leaving.delete(opened);
    void opened.connection.close();
  };

  /** Open, as far as we know: a server that has ended since it was used last is started again. */
  const openAlive = async (): Promise<{ opening: Promise<OpenLink>; opened: OpenLink }> => {
    const opening = open();
    const opened = await opening;
    if (!opened.connection.ended()) return { opening, opened };
    letGo(opening, opened);
    const again = open();
    return { opening: again, opened: await again };
  };

  const useOnce = async <T>(act: (link: OpenLink) => Promise<T>): Promise<T> => {
    const { opening, opened } = await openAlive();
    users.set(opened, (users.get(opened) ?? 0) + 1);
    try {
      return await act(opened);
    } catch (error) {
      const code = error instanceof CodemodeError ? error.code : "";
      if (LOST.has(code) || USELESS.has(code) || code === EXPIRED) letGo(opening, opened);
      throw error;
    } finally {
      const left = (users.get(opened) ?? 1) - 1;
      if (left > 0) users.set(opened, left);
      else users.delete(opened);
      leave(opened);
    }
  };

  return {
    open,
    use: async (act, { mayRepeat, signal }) => {
      try {
        return await useOnce(act);
      } catch (error) {
        if (!(error instanceof CodemodeError)) throw error;
        const surelyNotDone = error.code === EXPIRED;
        if (!surelyNotDone && !(mayRepeat && LOST.has(error.code))) throw error;
        if (closing.signal.aborted || signal?.aborted === true) throw error;
        // That it was lost says more than that it cannot be opened again.
        await open().catch(() => {
          throw error;
        });
        return useOnce(act);
      }
    },
    close: async () => {
      closing.abort(new Error("closed"));
      const opened = await current?.catch(() => null);
      current = null;
      const all = [...leaving, ...(opened === null || opened === undefined ? [] : [opened])];
      leaving.clear();
      await Promise.all(all.map(({ connection }) => connection.close()));
    },
  };
}
