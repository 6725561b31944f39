import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { codemodeError } from "../diagnostics/error.ts";

/** Where the browser comes back to after a sign-in (RFC 8252, section 7.3). */
export interface Receiver {
  readonly redirectUri: string;
  /** The URL of the one request that answers a sign-in. Rejects with the reason of `signal`. */
  answer(state: string, signal: AbortSignal): Promise<URL>;
  close(): Promise<void>;
}

const PATH = "/callback";

/**
 * Listens on 127.0.0.1 for one answer. Whatever else asks (another page in the browser, another program) gets an error and
 * ends nothing: only who knows the `state` has seen the sign-in.
 *
 * @param port a free one by default
 * @throws CodemodeError `AUTH_REDIRECT`
 */
export async function openReceiver(port = 0): Promise<Receiver> {
  let waiting: { state: string; resolve: (answer: URL) => void } | null = null;
  let origin = "";
  const server = createServer((request, response) => {
    const answer = readAnswer(request, origin);
    if (answer === null) return reply(response, 404, PAGES.nothing);
    if (waiting === null || answer.searchParams.get("state") !== waiting.state) {
      return reply(response, 400, PAGES.foreign);
    }
    const { resolve } = waiting;
    waiting = null;
    // Told first: the process may end as soon as the answer is known.
    reply(response, 200, PAGES.received, () => resolve(answer));
  });
  server.maxHeadersCount = 100;
  server.headersTimeout = 10_000;
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error) => {
      const message = `The sign-in cannot come back to 127.0.0.1:${port}: ${error.message}.`;
      reject(codemodeError("AUTH_REDIRECT", message));
    });
    server.listen(port, "127.0.0.1", resolve);
  });
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    redirectUri: `${origin}${PATH}`,
    answer: (state, signal) =>
      new Promise((resolve, reject) => {
        signal.throwIfAborted();
        waiting = { state, resolve };
        signal.addEventListener("abort", () => reject(signal.reason as Error), { once: true });
      }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** By the name that we are asked by: a page elsewhere may have its own name lead to this address. */
function readAnswer(request: IncomingMessage, origin: string): URL | null {
  if (request.method !== "GET" || `http://${request.headers.host}` !== origin) return null;
  const url = URL.canParse(request.url ?? "", origin) ? new URL(request.url ?? "", origin) : null;
  return url?.pathname === PATH && url.origin === origin ? url : null;
}

/** Nothing of what was asked is repeated. */
const PAGES = {
  received: "codemode has the answer. You can close this page and go back to the terminal.",
  foreign: "This is not the answer to the sign-in that codemode waits for.",
  nothing: "There is nothing here.",
};

function reply(response: ServerResponse, status: number, text: string, then?: () => void): void {
  response.writeHead(status, {
    "content-type": "text/html; charset=utf-8",
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    connection: "close",
  });
  response.end(`<!doctype html><title>codemode</title><p>${text}</p>\n`, then);
}
