import { isLoopback, serverUrlProblem } from "../config/server-url.ts";
import type { JsonValue } from "../json.ts";
import { own, ownList, ownObject, ownText } from "./own.ts";

/** Where operations are called, or why nowhere, as the end of a sentence. */
export type BaseUrl = { url: string } | { problem: string };

/**
 * The URLs of Server Objects that can be called, variables replaced by their defaults, without a final slash.
 *
 * @param specUrl where the document was fetched, which relative URLs are relative to; `null` for a file
 * @returns at least one: where none can be called, what is wrong with the first
 */
export function serverUrls(
  servers: readonly JsonValue[],
  specUrl: string | null,
): [BaseUrl, ...BaseUrl[]] {
  const [first, ...others] = servers.slice(0, MAX_SERVERS);
  const read: [BaseUrl, ...BaseUrl[]] = [
    serverUrl(first, specUrl),
    ...others.map((server) => serverUrl(server, specUrl)),
  ];
  const [usable, ...more] = read.filter((base) => "url" in base);
  return usable === undefined ? [read[0]] : [usable, ...more];
}

const MAX_SERVERS = 100;

function serverUrl(server: JsonValue | undefined, specUrl: string | null): BaseUrl {
  const given = expandVariables(server);
  const base = specUrl === null ? undefined : specUrl;
  if (!URL.canParse(given, base)) return { problem: "has no absolute URL of its service" };
  const url = new URL(given, base);
  const problem = serverUrlProblem(url.href);
  if (problem !== null) return { problem: `has a service whose URL ${problem}` };
  // A document from elsewhere is not to reach what listens on this machine.
  if (isLoopback(url.hostname) && specUrl !== null && !isLoopback(new URL(specUrl).hostname)) {
    return { problem: "has a service on the loopback interface, but comes from elsewhere" };
  }
  return { url: trimUrl(url) };
}

/** Origin and path, without a final slash, query or fragment. */
export function trimUrl(url: URL): string {
  return `${url.origin}${url.pathname.replace(/\/+$/, "")}`;
}

function expandVariables(server: JsonValue | undefined): string {
  const variables = ownObject(server, "variables") ?? {};
  const url = ownText(server, "url") ?? "/";
  return url.slice(0, 4_000).replace(/\{([^{}]+)\}/g, (whole, name: string) => {
    const variable = own(variables, name);
    const value = own(variable, "default") ?? ownList(variable, "enum")[0];
    return typeof value === "string" || typeof value === "number" ? String(value) : whole;
  });
}
