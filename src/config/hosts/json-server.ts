import path from "node:path";
import { isJsonObject, type JsonObject, type JsonValue } from "../../json.ts";
import type { ServerTimeouts } from "../define.ts";
import { readEnvFile } from "./env-file.ts";
import { exactGlobs } from "./exact-globs.ts";
import { readJsonSignIn } from "./sign-in.ts";
import type { Reading } from "./server-list.ts";
import type { HostContext, HostServerConfig } from "./types.ts";
import { createTranslator, relativeFolder, type Dialect, type Translator } from "./variables.ts";

/** In what the lists that descend from Claude Desktop's `mcpServers` differ. */
export interface JsonServerForm {
  /** Of the program, for sentences. */
  host: string;
  dialect: Dialect;
  /** Members that mean nothing to us: what is shown, asked and approved there. */
  ignored: readonly string[];
  inputs?: ReadonlyMap<string, string>;
}

const TRANSPORTS: ReadonlyMap<unknown, "stdio" | "http" | "sse"> = new Map([
  ["stdio", "stdio"],
  ["http", "http"],
  ["streamable-http", "http"],
  ["streamableHttp", "http"],
  ["streamable_http", "http"],
  ["sse", "sse"],
] as const);

/** Read below, or of the other way to reach a server. */
const READ = new Set([
  "type",
  "transport",
  "command",
  "args",
  "env",
  "envFile",
  "cwd",
  "url",
  "serverUrl",
  "headers",
  "timeout",
  "disabled",
  "enabled",
  "disabledTools",
  "headersHelper",
  "oauth",
  "auth",
]);

/** Reads one entry of an `mcpServers` or `servers` object. */
export function readJsonServer(
  given: unknown,
  form: JsonServerForm,
  context: HostContext,
): Reading {
  if (!isJsonObject(given)) return { ok: false, problem: "it is no object" };
  if (given["disabled"] === true || given["enabled"] === false) {
    return { ok: false, problem: `it is disabled in ${form.host}`, isWanted: false };
  }
  const cwd = typeof given["cwd"] === "string" ? given["cwd"] : undefined;
  const translator = createTranslator({ ...form, context, cwd });
  const entry: Entry = { given, form, context, translator, secretEnv: [] };
  const config = readTransport(entry);
  const [problem] = translator.problems;
  if (config === null || problem !== undefined) {
    return { ok: false, problem: problem ?? "it is not understood" };
  }
  noteUnread(entry);
  return {
    ok: true,
    config: { ...config, ...readCommon(entry) },
    notes: translator.notes,
    ...(entry.secretEnv.length === 0 ? {} : { secretEnv: entry.secretEnv }),
  };
}

interface Entry {
  given: JsonObject;
  form: JsonServerForm;
  context: HostContext;
  translator: Translator;
  secretEnv: string[];
}

function readTransport(entry: Entry): HostServerConfig | null {
  const { given, translator } = entry;
  const type = given["type"] ?? given["transport"];
  const transport = type === undefined ? null : TRANSPORTS.get(type);
  if (transport === undefined) {
    return fail(translator, `the transport \`type\` ${JSON.stringify(type)} is not spoken`);
  }
  const url = given["serverUrl"] ?? given["url"];
  if (transport === "stdio" || (transport === null && url === undefined)) return readStdio(entry);
  if (given["headersHelper"] !== undefined) {
    return fail(translator, "`headersHelper` is a command that is not run");
  }
  if (typeof url !== "string") return fail(translator, "`url` must be a string");
  const headers = readTexts(entry, "headers");
  const auth = readJsonSignIn(given["oauth"] ?? given["auth"], translator);
  return {
    url: translator.text(url),
    ...(headers === null ? {} : { headers }),
    ...(auth === null || hasAuthorization(headers) ? {} : { auth }),
    ...(transport === "sse" ? { transport: "sse" } : {}),
  };
}

function hasAuthorization(headers: Record<string, string> | null): boolean {
  return Object.keys(headers ?? {}).some((name) => name.toLowerCase() === "authorization");
}

function readStdio(entry: Entry): HostServerConfig | null {
  const { given, translator } = entry;
  const { command, args = [] } = given;
  if (typeof command !== "string") return fail(translator, "`command` must be a string");
  if (!Array.isArray(args) || !args.every((one) => typeof one === "string")) {
    return fail(translator, "`args` must be strings");
  }
  const own = readTexts(entry, "env");
  const fromFile = readEnvOfFile(entry);
  const env = { ...fromFile, ...own };
  const cwd = readCwd(entry);
  return {
    command: asCommand(translator.text(command), command),
    ...(given["args"] === undefined ? {} : { args: args.map((one) => translator.text(one)) }),
    ...(own === null && fromFile === null ? {} : { env }),
    ...(cwd === null ? {} : { cwd }),
  };
}

/** Without a separator it would be looked for in `PATH`. */
function asCommand(text: string, given: string): string {
  return given.startsWith("${workspaceFolder}") && !text.startsWith(".") ? `./${text}` : text;
}

function readCwd({ given, context, translator }: Entry): string | null {
  const { cwd } = given;
  if (cwd === undefined || cwd === null) return null;
  if (typeof cwd !== "string") return fail(translator, "`cwd` must be a string");
  const inside = relativeFolder(cwd, context.projectDir);
  // Of the configuration `cwd` is no template: one that needs the environment cannot be kept.
  if (inside === null && cwd.includes("${")) {
    return fail(translator, "`cwd` needs a variable, which codemode does not replace there");
  }
  return inside ?? cwd;
}

function readEnvOfFile(entry: Entry): Record<string, string> | null {
  const { envFile } = entry.given;
  if (envFile === undefined) return null;
  const { translator, context } = entry;
  if (typeof envFile !== "string") return fail(translator, "`envFile` must be a string");
  const named = envFile
    .replaceAll("${workspaceFolder}", context.projectDir)
    .replaceAll("${userHome}", context.home);
  if (named.includes("${")) return fail(translator, "`envFile` needs a variable");
  const read = readEnvFile(path.resolve(context.projectDir, named));
  if (read === null) {
    translator.notes.add(`its \`envFile\` ${envFile} is not there`);
    return null;
  }
  if (read.hasOthers) {
    translator.notes.add(`of its \`envFile\` ${envFile}, what is no variable was left out`);
  }
  entry.secretEnv.push(...Object.keys(read.values));
  return read.values;
}

/** Numbers and booleans are texts to a process, and `null` takes a variable away that it would not inherit from us. */
function readTexts(entry: Entry, member: string): Record<string, string> | null {
  const { given, translator } = entry;
  const values = given[member];
  if (values === undefined || values === null) return null;
  if (!isJsonObject(values)) return fail(translator, `\`${member}\` must be an object of strings`);
  const texts = Object.entries(values).flatMap(([name, value]): [string, string][] => {
    if (value === null) return [];
    if (typeof value === "object") {
      translator.problems.push(`\`${member}.${name}\` must be a string`);
      return [];
    }
    return [[name, translator.text(String(value))]];
  });
  return Object.fromEntries(texts);
}

function readCommon({ given }: Entry): { timeouts?: ServerTimeouts; exclude?: string[] } {
  const { timeout, disabledTools } = given;
  const callMs = typeof timeout === "number" && timeout >= 1000 ? Math.round(timeout) : null;
  const exclude = isTexts(disabledTools) ? exactGlobs(disabledTools) : [];
  return {
    ...(callMs === null ? {} : { timeouts: { callMs } }),
    ...(exclude.length === 0 ? {} : { exclude }),
  };
}

function isTexts(value: JsonValue | undefined): value is string[] {
  return Array.isArray(value) && value.every((one) => typeof one === "string");
}

function noteUnread({ given, form, translator }: Entry): void {
  const ignored = new Set(form.ignored);
  const unread = Object.keys(given).filter((name) => !READ.has(name) && !ignored.has(name));
  if (unread.length === 0) return;
  const names = unread.map((name) => `\`${name}\``).join(", ");
  translator.notes.add(
    `${names} ${unread.length === 1 ? "is" : "are"} nothing that codemode knows`,
  );
}

function fail(translator: Translator, problem: string): null {
  translator.problems.push(problem);
  return null;
}
