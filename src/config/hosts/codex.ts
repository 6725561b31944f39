import { parse } from "smol-toml";
import { codemodeError } from "../../diagnostics/error.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../../json.ts";
import type { ServerTimeouts } from "../define.ts";
import { exactGlobs } from "./exact-globs.ts";
import { readSignIn } from "./sign-in.ts";
import { readServerList, type Reading } from "./server-list.ts";
import type { HostContext, HostServerConfig, HostServers } from "./types.ts";
import { createTranslator, relativeFolder, type Translator } from "./variables.ts";

/** What Codex shows, asks and approves, and how it treats a server that fails: nothing of it is ours. */
const IGNORED = new Set([
  "default_tools_approval_mode",
  "enabled",
  "name",
  "required",
  "startup_timeout_ms",
  "supports_parallel_tool_calls",
  "tools",
]);

const READ = new Set([
  "args",
  "bearer_token_env_var",
  "command",
  "cwd",
  "disabled_tools",
  "enabled_tools",
  "env",
  "env_http_headers",
  "env_vars",
  "http_headers",
  "oauth",
  "oauth_resource",
  "scopes",
  "startup_timeout_sec",
  "tool_timeout_sec",
  "url",
]);

/**
 * Reads Codex's `config.toml`: the tables `[mcp_servers.<name>]`. It replaces no variables; what comes from the
 * environment is named by `bearer_token_env_var`, `env_http_headers` and `env_vars`.
 *
 * Source: https://developers.openai.com/codex/mcp and `codex-rs/config/src/mcp_types.rs` of openai/codex.
 *
 * @throws CodemodeError `CONFIG_HOST_INVALID`
 */
export function parseCodex(file: string, text: string, context: HostContext): HostServers {
  const value = parseToml(file, text);
  const listed = value["mcp_servers"];
  return readServerList(file, isJsonObject(listed) ? listed : {}, (given) =>
    isJsonObject(given)
      ? readCodexServer(given, context)
      : { ok: false, problem: "it is no table" },
  );
}

function parseToml(file: string, text: string): JsonObject {
  try {
    return parse(text.startsWith("\uFEFF") ? text.slice(1) : text) as JsonObject;
  } catch (error) {
    const { line = 1, column = 1 } = error as { line?: number; column?: number };
    // Its first line says what; the others show the text, which may hold a secret.
    const [reason = ""] = (error as Error).message.split("\n");
    throw codemodeError("CONFIG_HOST_INVALID", `${file} is not valid TOML: ${reason}`, {
      location: { file, line, column },
    });
  }
}

function readCodexServer(given: JsonObject, context: HostContext): Reading {
  if (given["enabled"] === false) {
    return { ok: false, problem: "it is disabled in Codex", isWanted: false };
  }
  const unread = Object.keys(given).filter((name) => !READ.has(name) && !IGNORED.has(name));
  const translator = createTranslator({ dialect: "none", host: "Codex", context });
  const config = readTransport(given, context, translator);
  const [first] = unread;
  // Codex itself refuses what it does not know, and such a setting may say where a server is to run.
  if (first !== undefined) translator.problems.push(`\`${first}\` is nothing that codemode knows`);
  const [problem] = translator.problems;
  if (config === null || problem !== undefined) {
    return { ok: false, problem: problem ?? "it is not understood" };
  }
  return { ok: true, config: { ...config, ...readCommon(given) }, notes: translator.notes };
}

function readTransport(
  given: JsonObject,
  context: HostContext,
  translator: Translator,
): HostServerConfig | null {
  const { command, url, args = [], cwd } = given;
  if (typeof url === "string" && command === undefined) return readRemote(url, given, translator);
  if (typeof command !== "string" || url !== undefined) {
    translator.problems.push("it must have either `command` or `url`");
    return null;
  }
  if (!isTexts(args)) {
    translator.problems.push("`args` must be strings");
    return null;
  }
  const env = {
    ...readForwarded(given["env_vars"], translator),
    ...readTexts(given, "env", translator),
  };
  return {
    command: translator.text(command),
    ...(args.length === 0 ? {} : { args: args.map((one) => translator.text(one)) }),
    ...(Object.keys(env).length === 0 ? {} : { env }),
    ...(typeof cwd === "string" ? { cwd: relativeFolder(cwd, context.projectDir) ?? cwd } : {}),
  };
}

function readRemote(url: string, given: JsonObject, translator: Translator): HostServerConfig {
  const headers = new Map(Object.entries(readTexts(given, "http_headers", translator)));
  // What comes from the environment replaces a fixed header, however that is spelt.
  const set = (name: string, value: string): void => {
    for (const other of headers.keys()) {
      if (other.toLowerCase() === name.toLowerCase()) headers.delete(other);
    }
    headers.set(name, value);
  };
  for (const [name, variable] of Object.entries(readTexts(given, "env_http_headers", translator))) {
    set(name, `\${${variable}}`);
  }
  const token = given["bearer_token_env_var"];
  if (typeof token === "string") set("Authorization", `Bearer \${${token}}`);
  const { oauth, scopes } = given;
  const clientId = isJsonObject(oauth) ? oauth["client_id"] : undefined;
  const auth = readSignIn({ clientId, scopes }, translator);
  const isAuthorized = [...headers.keys()].some((name) => name.toLowerCase() === "authorization");
  return {
    url: translator.text(url),
    ...(headers.size === 0 ? {} : { headers: Object.fromEntries(headers) }),
    ...(auth === null || isAuthorized ? {} : { auth }),
  };
}

/** Names of variables that Codex passes on: `"NAME"` or `{ name, source }`. */
function readForwarded(
  given: JsonValue | undefined,
  translator: Translator,
): Record<string, string> {
  const names = Array.isArray(given) ? given : [];
  const entries = names.flatMap((one): [string, string][] => {
    const name = isJsonObject(one) ? one["name"] : one;
    const source = isJsonObject(one) ? one["source"] : undefined;
    if (typeof name !== "string" || (source !== undefined && source !== "local")) {
      translator.problems.push("`env_vars` has an entry that is not understood");
      return [];
    }
    return [[name, `\${${name}}`]];
  });
  return Object.fromEntries(entries);
}

function readTexts(
  given: JsonObject,
  member: string,
  translator: Translator,
): Record<string, string> {
  const values = given[member];
  if (values === undefined) return {};
  if (!isJsonObject(values) || !isTexts(Object.values(values))) {
    translator.problems.push(`\`${member}\` must be a table of strings`);
    return {};
  }
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, translator.text(value as string)]),
  );
}

function readCommon(given: JsonObject): Partial<HostServerConfig> {
  const { startup_timeout_sec: start, tool_timeout_sec: call, startup_timeout_ms: startMs } = given;
  const timeouts: ServerTimeouts = {
    ...(typeof startMs === "number" ? { connectMs: Math.round(startMs) } : {}),
    ...(typeof start === "number" ? { connectMs: Math.round(start * 1000) } : {}),
    ...(typeof call === "number" ? { callMs: Math.round(call * 1000) } : {}),
  };
  const { enabled_tools: include, disabled_tools: exclude } = given;
  return {
    ...(Object.keys(timeouts).length === 0 ? {} : { timeouts }),
    ...(isTexts(include) ? { include: exactGlobs(include) } : {}),
    ...(isTexts(exclude) && exclude.length > 0 ? { exclude: exactGlobs(exclude) } : {}),
  };
}

function isTexts(value: JsonValue | undefined): value is string[] {
  return Array.isArray(value) && value.every((one) => typeof one === "string");
}
