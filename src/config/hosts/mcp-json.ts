import { parseJsonFile } from "../parse-json.ts";
import { readJsonServer, type JsonServerForm } from "./json-server.ts";
import { memberObject, readServerList } from "./server-list.ts";
import type { HostContext, HostServers } from "./types.ts";

export const CLAUDE_CODE_FORM: JsonServerForm = {
  host: "Claude Code",
  dialect: "shell",
  ignored: ["alwaysAllow", "alwaysLoad", "autoApprove", "description", "name"],
};

/**
 * Reads a `.mcp.json`, as Claude Code and others keep it in a project: `{ "mcpServers": { "<key>": { ... } } }`.
 * `${VAR}` and `${VAR:-default}` mean there what they mean here and are kept. Nothing is started.
 *
 * Source: https://code.claude.com/docs/en/mcp, "Project scope" and "Environment variable expansion in .mcp.json".
 *
 * @throws CodemodeError `CONFIG_HOST_INVALID` when the file is not JSON or has no `mcpServers`
 */
export function parseMcpJson(file: string, text: string, context: HostContext): HostServers {
  const value = parseJsonFile(file, text, "CONFIG_HOST_INVALID");
  return readServerList(file, memberObject(file, value, "mcpServers"), (given) =>
    readJsonServer(given, CLAUDE_CODE_FORM, context),
  );
}
