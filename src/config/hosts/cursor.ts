import { readJsonServer, type JsonServerForm } from "./json-server.ts";
import { parseJsonc } from "./jsonc.ts";
import { memberObject, readServerList } from "./server-list.ts";
import type { HostContext, HostServers } from "./types.ts";

const FORM: JsonServerForm = {
  host: "Cursor",
  dialect: "editor",
  ignored: ["alwaysAllow", "autoApprove", "description", "name", "icon"],
};

/**
 * Reads Cursor's `mcp.json`, of a project or of the user: `mcpServers` with `envFile`, `${env:VAR}`, `${userHome}`,
 * `${workspaceFolder}` and `${workspaceFolderBasename}`.
 *
 * Source: https://cursor.com/docs/context/mcp, "STDIO server configuration" and "Config interpolation".
 *
 * @throws CodemodeError `CONFIG_HOST_INVALID`
 */
export function parseCursor(file: string, text: string, context: HostContext): HostServers {
  const listed = memberObject(file, parseJsonc(file, text), "mcpServers");
  return readServerList(file, listed, (given) => readJsonServer(given, FORM, context));
}
