import type { JSONRPCMessage, Transport } from "@modelcontextprotocol/client";

/** What nobody here acts on: the client would validate each of them only to find no handler. */
const UNREAD: ReadonlySet<string> = new Set([
  "notifications/message",
  "notifications/progress",
  "notifications/prompts/list_changed",
  "notifications/resources/list_changed",
  "notifications/resources/updated",
]);

const TOOLS_CHANGED = "notifications/tools/list_changed";

/** Changes of the list within this time are one. */
const CHANGES_MS = 100;

/**
 * Keeps from the client what a server can send without end, so that a flood of it costs what reading the lines costs.
 * That tools have changed is passed on at once, and once more when it was said again in the meantime.
 */
export function passOverUnread(transport: Transport): void {
  const onward = transport.onmessage;
  let waiting: { again: Parameters<NonNullable<typeof onward>> | null } | null = null;
  const pass = (...args: Parameters<NonNullable<typeof onward>>): void => {
    const opened: { again: typeof args | null } = { again: null };
    waiting = opened;
    setTimeout(() => {
      waiting = null;
      if (opened.again !== null) pass(...opened.again);
    }, CHANGES_MS).unref();
    onward?.(...args);
  };
  // oxlint-disable-next-line unicorn/prefer-add-event-listener -- a Transport has callbacks only
  transport.onmessage = (message, extra) => {
    const method = notificationOf(message);
    if (method === null) onward?.(message, extra);
    else if (UNREAD.has(method)) return;
    else if (method !== TOOLS_CHANGED) onward?.(message, extra);
    else if (waiting === null) pass(message, extra);
    else waiting.again = [message, extra];
  };
}

function notificationOf(message: JSONRPCMessage): string | null {
  return "method" in message && !("id" in message) ? message.method : null;
}
