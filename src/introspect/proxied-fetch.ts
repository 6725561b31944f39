import { isIP } from "node:net";
import type { FetchLike } from "@modelcontextprotocol/client";
import type { Dispatcher } from "undici";

type Environment = Readonly<Record<string, string | undefined>>;

/** One for each proxy, so that its connections are used again. */
const agents = new Map<string, Dispatcher>();

/**
 * A `fetch` by way of the proxy that the environment names for an address (`HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY`,
 * `NO_PROXY`, the lower-case ones first), and Node's own where there is none. The loopback interface is never proxied.
 */
export function proxiedFetch(env: Environment): FetchLike {
  return async (url, init) => {
    const proxy = proxyFor(new URL(url), env);
    if (proxy === null) return fetch(url, init);
    // Its own fetch with its own agent: Node's is of another version. Loaded only here.
    const undici = await import("undici");
    try {
      const agent = agents.get(proxy) ?? new undici.ProxyAgent(proxy);
      agents.set(proxy, agent);
      const given = { ...init, dispatcher: agent } as unknown as Parameters<typeof undici.fetch>[1];
      return await undici.fetch(String(url), given);
    } catch (error) {
      throw proxyFailure(error, proxy);
    }
  };
}

/** The failure that tells of the proxy, in the form of a failure of `fetch`; the error itself when it may be of anything. */
function proxyFailure(error: unknown, proxy: string): unknown {
  const fault = proxyFault(error, proxy);
  if (fault === null) return error;
  return new TypeError("fetch failed", { cause: new Error(fault, { cause: error }) });
}

/** What is wrong with the proxy itself, without its credentials; `null` when it may be anything else. */
function proxyFault(error: unknown, proxy: string): string | null {
  const name = new URL(proxy).host;
  if (error instanceof URIError) {
    return `the name or password in the address of the proxy ${name} has a \`%\` that is not followed by two digits: write it as \`%25\``;
  }
  for (let at = error; at instanceof Error; at = at.cause) {
    const status = /^Proxy response \((\d{3})\)/.exec(at.message)?.[1];
    if (status === "407") {
      return `the proxy ${name} asks for a name and password (407): put the right ones into its address, \`http://name:password@${name}\``;
    }
    if (status !== undefined) return `the proxy ${name} refused to connect (status ${status})`;
    const code = (at as NodeJS.ErrnoException).code ?? "";
    if (/^(?:ECONNREFUSED|ENOTFOUND|EHOSTUNREACH|ENETUNREACH)$/.test(code)) {
      return `the proxy ${name}, which the environment names, cannot be reached (${code})`;
    }
  }
  return null;
}

/** The proxy for an address, or `null`. */
export function proxyFor(url: URL, env: Environment): string | null {
  const host = url.hostname.replace(/^\[|\]$/g, "").toLowerCase();
  if (isLoopback(host) || isExcepted(host, portOf(url), read(env, "no_proxy") ?? "")) return null;
  const name = url.protocol === "https:" ? "https_proxy" : "http_proxy";
  const proxy = read(env, name) ?? read(env, "all_proxy");
  if (proxy === null) return null;
  const address = proxy.includes("://") ? proxy : `http://${proxy}`;
  // Others (socks) are not spoken: then a direct connection is tried.
  return URL.canParse(address) && /^https?:$/.test(new URL(address).protocol) ? address : null;
}

function read(env: Environment, name: string): string | null {
  const value = env[name] ?? env[name.toUpperCase()];
  return value === undefined || value === "" ? null : value;
}

function portOf(url: URL): string {
  if (url.port !== "") return url.port;
  return url.protocol === "https:" ? "443" : "80";
}

function isLoopback(host: string): boolean {
  if (isIP(host) === 4) return host.startsWith("127.");
  return host === "::1" || host === "localhost" || host.endsWith(".localhost");
}

/** Entries of `NO_PROXY`: `*`, a host and all beneath it (`example.com`, `.example.com`), either with a port. */
function isExcepted(host: string, port: string, noProxy: string): boolean {
  return noProxy
    .toLowerCase()
    .split(/[\s,]+/)
    .some((entry) => {
      if (entry === "*") return true;
      const [, name = "", entryPort] = /^(?:\*?\.)?(.*?)(?::(\d+))?$/.exec(entry) ?? [];
      if (name === "" || (entryPort !== undefined && entryPort !== port)) return false;
      return host === name || host.endsWith(`.${name}`);
    });
}
