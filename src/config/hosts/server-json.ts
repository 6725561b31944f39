import { codemodeError } from "../../diagnostics/error.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../../json.ts";
import type { HttpServerConfig } from "../define.ts";
import { parseJsonFile } from "../parse-json.ts";
import { packageCommand } from "./registry-package.ts";
import { fillVariables, inputText, variableName, type RegistryInputs } from "./registry-input.ts";
import { readServerList, toServerKey, type Reading } from "./server-list.ts";
import type { HostContext, HostServerConfig, HostServers } from "./types.ts";

/**
 * Reads a `server.json`, with which a server is published in the MCP registry: one server, as packages that can be
 * started and as remotes. The first package that can be started over stdio is taken, else a remote. What the user is to
 * give becomes environment variables. An answer of the registry's API, with the same under `server`, is read as well.
 *
 * Source: https://static.modelcontextprotocol.io/schemas/2025-12-11/server.schema.json and
 * https://github.com/modelcontextprotocol/registry, docs/reference/server-json/generic-server-json.md
 *
 * @throws CodemodeError `CONFIG_HOST_INVALID`
 */
export function parseServerJson(file: string, text: string, _context: HostContext): HostServers {
  const value = camelCased(parseJsonFile(file, text, "CONFIG_HOST_INVALID") as JsonValue);
  const detail = isJsonObject(value) && isJsonObject(value["server"]) ? value["server"] : value;
  if (!isJsonObject(detail) || typeof detail["name"] !== "string") {
    throw codemodeError("CONFIG_HOST_INVALID", `${file} has no \`name\` of a server.`);
  }
  // `io.github.user/weather`: what stands before the slash says whose it is.
  const name = detail["name"].split("/").at(-1) ?? "";
  return readServerList(file, { [name]: detail }, () => readDetail(detail, toServerKey(name)));
}

/** The first versions of the format wrote `registry_type`. Names of variables are the author's own. */
function camelCased(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(camelCased);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [
      toCamel(key),
      key === "variables" && isJsonObject(member) ? variablesOf(member) : camelCased(member),
    ]),
  );
}

function variablesOf(variables: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(variables).map(([name, input]) => [name, camelCased(input)]),
  );
}

function toCamel(key: string): string {
  return /^[a-z]+(?:_[a-z0-9]+)+$/.test(key)
    ? key.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
    : key;
}

interface Option {
  /** For sentences. */
  what: string;
  config: HostServerConfig;
  omitted: string[];
}

function readDetail(detail: JsonObject, prefix: string): Reading {
  const options: Option[] = [];
  const problems: string[] = [];
  const packages = objectsOf(detail["packages"]);
  const remotes = objectsOf(detail["remotes"]);
  for (const one of packages) {
    const inputs: RegistryInputs = { prefix, omitted: [] };
    const command = packageCommand(one, inputs);
    if (command.ok)
      options.push({ what: command.what, config: command.config, omitted: inputs.omitted });
    else problems.push(command.problem);
  }
  for (const remote of remotes) {
    const inputs: RegistryInputs = { prefix, omitted: [] };
    const config = readRemote(remote, inputs);
    if (config === null)
      problems.push(`a remote of type ${JSON.stringify(remote["type"])} is not spoken`);
    else options.push({ what: `the remote ${config.url}`, config, omitted: inputs.omitted });
  }
  // Streamable HTTP before what it replaced; packages stand before both.
  const rank = ({ config }: Option): number => ("transport" in config ? 1 : 0);
  const [first, ...others] = options.toSorted((a, b) => rank(a) - rank(b));
  if (first === undefined) {
    return { ok: false, problem: problems.join("; ") || "it has neither packages nor remotes" };
  }
  return { ok: true, config: first.config, notes: notesOn(first, others, problems) };
}

function notesOn(first: Option, others: readonly Option[], problems: readonly string[]): string[] {
  const notes = problems.map((problem) => `not taken: ${problem}`);
  if (others.length > 0) {
    const rest = others.map(({ what }) => what).join(", ");
    notes.push(`${first.what} is taken; there is also ${rest}`);
  }
  if (first.omitted.length > 0) {
    notes.push(`it could also be given ${first.omitted.join(", ")}`);
  }
  return notes;
}

/** @returns `null` for a transport that is not spoken */
function readRemote(remote: JsonObject, inputs: RegistryInputs): HttpServerConfig | null {
  // Before 2025-09: `transportType`.
  const type = remote["type"] ?? remote["transportType"];
  const { url } = remote;
  if ((type !== "streamable-http" && type !== "sse") || typeof url !== "string") return null;
  const headers = objectsOf(remote["headers"]).flatMap((header): [string, string][] => {
    const { name } = header;
    if (typeof name !== "string") return [];
    const text = inputText(header, variableName(inputs.prefix, name), inputs);
    return text === null ? [] : [[name, text]];
  });
  return {
    url: fillVariables(url, remote["variables"], inputs),
    ...(headers.length === 0 ? {} : { headers: Object.fromEntries(headers) }),
    ...(type === "sse" ? { transport: "sse" } : {}),
  };
}

function objectsOf(value: JsonValue | undefined): JsonObject[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}
