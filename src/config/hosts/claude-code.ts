import path from "node:path";
import { codemodeError } from "../../diagnostics/error.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../../json.ts";
import { parseJsonFile } from "../parse-json.ts";
import { readJsonServer } from "./json-server.ts";
import { CLAUDE_CODE_FORM } from "./mcp-json.ts";
import { readServerList } from "./server-list.ts";
import type { HostContext, HostServers } from "./types.ts";

/**
 * Reads `~/.claude.json`, Claude Code's own file: `mcpServers` for all projects, and `projects["<path>"].mcpServers` for
 * one, which win there. Of the projects only `context.projectDir` is looked at.
 *
 * Source: https://code.claude.com/docs/en/mcp, "MCP installation scopes".
 *
 * @throws CodemodeError `CONFIG_HOST_INVALID`
 */
export function parseClaudeCode(file: string, text: string, context: HostContext): HostServers {
  const value = parseJsonFile(file, text, "CONFIG_HOST_INVALID");
  if (!isJsonObject(value)) {
    throw codemodeError("CONFIG_HOST_INVALID", `${file} is no object.`);
  }
  const listed = { ...serversOf(value), ...serversOf(projectOf(value, context.projectDir)) };
  return readServerList(file, listed, (given) => readJsonServer(given, CLAUDE_CODE_FORM, context));
}

function projectOf(value: JsonObject, projectDir: string): JsonValue | undefined {
  const { projects } = value;
  if (!isJsonObject(projects)) return undefined;
  const entry = Object.entries(projects).find(
    ([folder]) => path.resolve(folder) === path.resolve(projectDir),
  );
  return entry?.[1];
}

function serversOf(value: JsonValue | undefined): JsonObject {
  const servers = isJsonObject(value) ? value["mcpServers"] : undefined;
  return isJsonObject(servers) ? servers : {};
}
