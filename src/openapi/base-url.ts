import { serverUrlProblem } from "../config/server-url.ts";
import type { JsonValue } from "../json.ts";
import { own, ownObject, ownText } from "./own.ts";

/**
 * The URL of the first Server Object, its variables replaced by their defaults, without a final slash.
 *
 * @param specUrl where the document was fetched, which relative URLs are relative to; `null` for a file
 * @returns why there is none that can be used, as the end of a sentence
 */
export function serverUrl(
  servers: readonly JsonValue[],
  specUrl: string | null,
): { url: string } | { problem: string } {
  const given = expandVariables(servers[0]);
  const base = specUrl === null ? undefined : specUrl;
  if (!URL.canParse(given, base)) return { problem: "has no absolute URL of its service" };
  const url = new URL(given, base);
  const problem = serverUrlProblem(url.href);
  if (problem !== null) return { problem: `has a service whose URL ${problem}` };
  // A document from elsewhere is not to reach what listens on this machine.
  if (url.protocol === "http:" && specUrl !== null && !specUrl.startsWith("http:")) {
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
    const value = own(own(variables, name), "default");
    return typeof value === "string" ? value : whole;
  });
}
