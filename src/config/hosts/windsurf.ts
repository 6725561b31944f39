import { readJsonServer, type JsonServerForm } from "./json-server.ts";
import { parseJsonc } from "./jsonc.ts";
import { memberObject, readServerList } from "./server-list.ts";
import type { HostContext, HostServers } from "./types.ts";

const FORM: JsonServerForm = {
  host: "Windsurf",
  dialect: "editor",
  ignored: ["alwaysAllow", "autoApprove", "description", "name", "registry"],
};

/**
 * Reads Windsurf's `mcp_config.json`: `mcpServers`, remote ones by `serverUrl` or `url`, with `${env:VAR}`.
 * A server that needs `${file:...}` is left out: no file is read because a list names it.
 *
 * Source: https://docs.windsurf.com/windsurf/cascade/mcp
 *
 * @throws CodemodeError `CONFIG_HOST_INVALID`
 */
export function parseWindsurf(file: string, text: string, context: HostContext): HostServers {
  const listed = memberObject(file, parseJsonc(file, text), "mcpServers");
  return readServerList(file, listed, (given) => readJsonServer(given, FORM, context));
}
