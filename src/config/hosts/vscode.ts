import { isJsonObject, type JsonObject, type JsonValue } from "../../json.ts";
import { readJsonServer, type JsonServerForm } from "./json-server.ts";
import { parseJsonc } from "./jsonc.ts";
import { memberObject, readServerList } from "./server-list.ts";
import type { HostContext, HostServers } from "./types.ts";

/** `dev` restarts and debugs a server; a sandbox of VS Code's is asked for by what is read apart. */
const IGNORED = ["dev", "gallery", "version", "description", "name"];

/**
 * Reads VS Code's `mcp.json`, of a workspace or of a profile: JSON with comments, `servers`, and `inputs` that the editor
 * asks for. An input becomes the environment variable of its name: `${input:api-key}` is `${API_KEY}`.
 *
 * Source: https://code.visualstudio.com/docs/copilot/reference/mcp-configuration and
 * https://code.visualstudio.com/docs/reference/variables-reference
 *
 * @throws CodemodeError `CONFIG_HOST_INVALID`
 */
export function parseVsCode(file: string, text: string, context: HostContext): HostServers {
  const value = parseJsonc(file, text);
  const form: JsonServerForm = {
    host: "VS Code",
    dialect: "editor",
    ignored: [...IGNORED, "sandboxEnabled", "sandbox"],
    inputs: readInputs(isJsonObject(value) ? value["inputs"] : undefined),
  };
  return readServerList(file, memberObject(file, value, "servers"), (given) => {
    const reading = readJsonServer(given, form, context);
    if (!reading.ok || !isSandboxed(given)) return reading;
    return { ...reading, notes: [...reading.notes, "it runs without the sandbox of VS Code"] };
  });
}

function isSandboxed(given: unknown): boolean {
  return isJsonObject(given) && given["sandboxEnabled"] === true;
}

/** Variables of ours by the id of the input, whether it is typed or picked; one that runs a command is not known. */
function readInputs(given: JsonValue | undefined): Map<string, string> {
  const inputs = Array.isArray(given) ? given.filter(isJsonObject) : [];
  const asked = inputs.filter(({ type }) => type === "promptString" || type === "pickString");
  return new Map(asked.flatMap(toVariable));
}

function toVariable({ id }: JsonObject): [string, string][] {
  if (typeof id !== "string") return [];
  const variable = id.toUpperCase().replace(/[^A-Z0-9_]/g, "_");
  return [[id, /^\d/.test(variable) ? `_${variable}` : variable]];
}
