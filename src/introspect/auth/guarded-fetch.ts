import type { LookupFunction } from "node:net";
import type { FetchLike } from "@modelcontextprotocol/client";
import { CodemodeError, codemodeError } from "../../diagnostics/error.ts";
import { safeLine } from "../text.ts";
import type { ResolvedHttpServer } from "../../config/interpolate.ts";
import { proxyFor } from "../proxied-fetch.ts";
import { createGuard, hostOf, type Guard } from "./guard.ts";

/** Of any document or answer; decompressed. Metadata and tokens are a few kilobytes. */
const MAX_BYTES = 1024 * 1024;
const REQUEST_MS = 15_000;

type Environment = Readonly<Record<string, string | undefined>>;

/** The web as far as a server may lead us. */
export interface GuardedWeb {
  fetch: FetchLike;
  guard: Guard;
}

/** @param env names a proxy, if there is one */
export function guardedWeb(
  server: ResolvedHttpServer,
  env: Environment,
  signal: AbortSignal | undefined,
): GuardedWeb {
  const guard = createGuard(server.key, server.url);
  return { guard, fetch: createGuardedFetch(server.key, guard, env, signal) };
}

/**
 * `fetch` for addresses that a server names. Each is checked by its name and, in the moment of connecting, by the addresses
 * that the name has then, so that no second answer of a resolver can lead elsewhere. Redirects are given back, not followed:
 * the client follows those within an origin, each through here. Bounded in bytes and time. Through a proxy the names are
 * checked as this machine knows them, if it does: the proxy connects.
 *
 * @throws CodemodeError `AUTH_URL_REFUSED`, `AUTH_UNREACHABLE`; the reason of `signal`
 */
function createGuardedFetch(
  serverKey: string,
  guard: Guard,
  env: Environment,
  signal: AbortSignal | undefined,
): FetchLike {
  return async (input, init = {}) => {
    const url = new URL(input);
    guard.checkUrl(url, "an address of its sign-in");
    const { Agent, fetch, ProxyAgent } = await import("undici");
    const proxy = proxyFor(url, env);
    const agent =
      proxy === null
        ? new Agent({ connect: { lookup: guardedLookup(guard) } })
        : new ProxyAgent(proxy);
    const limit = AbortSignal.timeout(REQUEST_MS);
    try {
      // Also here: an address that is written as such is not looked up.
      await guard.addressesOf(hostOf(url)).catch((error: unknown) => {
        if (proxy === null || error instanceof CodemodeError) throw error;
      });
      const response = await fetch(url, {
        method: init.method ?? "GET",
        headers: [...new Headers(init.headers)],
        body: bodyOf(init.body),
        redirect: "manual",
        signal: signal === undefined ? limit : AbortSignal.any([limit, signal]),
        dispatcher: agent,
      });
      const body = response.body === null ? null : await readBody(response.body);
      // One of this process's own, which the client recognises; undici's is another class.
      const answer = new Response(mayHaveBody(response.status) ? body : null, {
        status: response.status,
        statusText: response.statusText,
        headers: [...response.headers].filter(([name]) => !ENCODING.has(name)),
      });
      Object.defineProperty(answer, "url", { value: url.href });
      return answer;
    } catch (error) {
      if (signal?.aborted === true) throw signal.reason;
      throw codedCause(error) ?? unreachable(serverKey, url, error, limit.aborted);
    } finally {
      void agent.destroy();
    }
  };
}

/** They told of the bytes that have been read. */
const ENCODING: ReadonlySet<string> = new Set(["content-encoding", "content-length"]);

/** The client sends forms and JSON; each is a text. */
function bodyOf(body: unknown): string | null {
  if (body === undefined || body === null) return null;
  if (typeof body === "string") return body;
  if (body instanceof URLSearchParams) return body.toString();
  throw new TypeError("a request of a sign-in is a text or a form");
}

const mayHaveBody = (status: number): boolean => ![101, 204, 205, 304].includes(status);

function guardedLookup(guard: Guard): LookupFunction {
  return (host, options, callback) => {
    guard.addressesOf(host).then(
      (found) => {
        const [first] = found;
        if (first === undefined) callback(new Error(`${host} has no address`), "", 0);
        else if (options.all === true) callback(null, found);
        else callback(null, first.address, first.family);
      },
      (error: unknown) => callback(error as NodeJS.ErrnoException, "", 0),
    );
  };
}

async function readBody(body: AsyncIterable<Uint8Array>): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.length;
    if (bytes > MAX_BYTES) throw new Error(`it sent more than ${MAX_BYTES} bytes`);
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}

/** `fetch` hides why in its causes. */
function codedCause(error: unknown): CodemodeError | null {
  for (let cause = error, depth = 0; cause instanceof Error && depth < 8; depth += 1) {
    if (cause instanceof CodemodeError) return cause;
    cause = cause.cause;
  }
  return null;
}

function unreachable(serverKey: string, url: URL, error: unknown, isLate: boolean): CodemodeError {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const first: unknown = cause instanceof AggregateError ? cause.errors[0] : cause;
  const why = first instanceof Error ? first.message : String(first);
  const reason = isLate ? `no answer within ${REQUEST_MS} ms` : safeLine(why, 200);
  return codemodeError(
    "AUTH_UNREACHABLE",
    `Server \`${serverKey}\`: ${safeLine(url.origin, 200)}, which it names for its sign-in, does not answer: ${reason}.`,
    { location: { server: serverKey } },
  );
}
