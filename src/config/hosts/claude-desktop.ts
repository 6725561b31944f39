import { isJsonObject } from "../../json.ts";
import { parseJsonFile } from "../parse-json.ts";
import { readJsonServer, type JsonServerForm } from "./json-server.ts";
import { memberObject, readServerList } from "./server-list.ts";
import type { HostContext, HostServers } from "./types.ts";

const FORM: JsonServerForm = {
  host: "Claude Desktop",
  dialect: "none",
  ignored: ["alwaysAllow", "autoApprove", "description", "name"],
};

/**
 * Reads a `claude_desktop_config.json`: `mcpServers` beside Claude Desktop's own settings. It replaces no variables.
 *
 * Source: https://modelcontextprotocol.io/docs/develop/connect-local-servers
 *
 * @throws CodemodeError `CONFIG_HOST_INVALID`
 */
export function parseClaudeDesktop(file: string, text: string, context: HostContext): HostServers {
  const value = parseJsonFile(file, text, "CONFIG_HOST_INVALID");
  // The program keeps the file for its other settings also where there is no server.
  const listed =
    isJsonObject(value) && value["mcpServers"] === undefined
      ? {}
      : memberObject(file, value, "mcpServers");
  return readServerList(file, listed, (given) => readJsonServer(given, FORM, context));
}
