import type { ResolvedOpenApiServer } from "../config/interpolate.ts";
import { codemodeError } from "../diagnostics/error.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { openOpenApi } from "../openapi/open.ts";
import type { ServerConnection } from "./connect.ts";
import { withholdFromFacts, withholdFromList } from "./echoed-secrets.ts";
import type { ConnectOptions } from "./handshake.ts";
import { measureJson } from "./limits.ts";
import { LISTS, listEntries } from "./lists.ts";
import { proxiedFetch } from "./proxied-fetch.ts";

/**
 * A service with an OpenAPI document as a connection like any other: its operations are the tools, within the same
 * limits, and a call is a request of the host. There is no session; nothing is reached before the first call.
 *
 * @throws CodemodeError `OPENAPI_UNREADABLE`, `OPENAPI_INVALID`; the reason of the signal
 */
export async function connectOpenApi(
  server: ResolvedOpenApiServer,
  options: ConnectOptions,
): Promise<ServerConnection> {
  const { key } = server;
  const { rootDir, signal, committed } = options;
  const service = await openOpenApi(server, {
    rootDir,
    committed: committed?.() ?? null,
    signal,
    fetch: proxiedFetch(options.env),
  });
  const diagnostics: Diagnostic[] = [...service.diagnostics];
  const facts = withholdFromFacts(key, server.secrets, {
    era: "legacy" as const,
    instructions: null,
    ...service.facts,
    serverInfo: measureJson(service.facts.serverInfo).ok ? service.facts.serverInfo : {},
  });
  diagnostics.push(...facts.diagnostics);
  let isClosed = false;
  const absent = (what: string): Error =>
    codemodeError("SERVER_ERROR_REPLY", `Server \`${key}\` is an OpenAPI document: no ${what}.`, {
      location: { server: key },
    });
  return {
    key,
    facts: facts.facts,
    diagnostics,
    listTools: async () => {
      const listing = withholdFromList(
        key,
        LISTS.tools,
        server.secrets,
        await listEntries(key, LISTS.tools, () => Promise.resolve({ tools: service.entries })),
      );
      diagnostics.push(...listing.diagnostics);
      return listing.entries;
    },
    list: () => Promise.resolve([]),
    callTool: (name, input, { timeoutMs = server.timeouts.callMs, signal: cancelled } = {}) =>
      service.call(name, input, { timeoutMs, signal: cancelled }),
    getPrompt: () => Promise.reject(absent("prompts")),
    readResource: () => Promise.reject(absent("resources")),
    onToolsChanged: () => {},
    ended: () => isClosed,
    close: () => {
      isClosed = true;
      return Promise.resolve();
    },
  };
}
