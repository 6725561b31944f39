import { createHash } from "node:crypto";
import { realpathSync } from "node:fs";
import path from "node:path";
import { canonicalJson, compareCodeUnits } from "../../json.ts";
import { isDeciding } from "../deciding-variables.ts";
import type { ImportOrigin } from "../import-origin.ts";
import { findSecrets, SECRET_NAME } from "../literal-secrets.ts";
import type { HttpTemplate, StdioTemplate } from "../template.ts";
import { hostsInAscii, visible, visibleArgument } from "./visible.ts";

/** A question whether a server that comes from another program's list may be started or reached. */
export interface TrustRequest {
  /** The key of the server. */
  server: string;
  /** The file that it comes from, such as `.mcp.json`. */
  file: string;
  /** SHA-256 over all that is shown, in hexadecimal. */
  hash: string;
  /**
   * What would be started or reached, in full and on lines of their own: command, arguments, folder, URL, names of
   * variables and headers, with what hides or moves text as escapes. Values of `env` and headers that look like secrets are
   * left out; one in the arguments or the URL is not.
   */
  text: string;
}

/** An imported server that nobody has said yes to in this process. */
export interface ImportedTemplate {
  template: StdioTemplate | HttpTemplate;
  origin: ImportOrigin;
}

/**
 * What a yes is bound to. Values of variables and headers that were withheld as secrets are not part of it; everything
 * else is, to the character, since many a variable decides which code runs.
 */
export function trustRequest(
  { template, origin }: ImportedTemplate,
  rootDir: string,
): TrustRequest {
  const facts = factsOf(template, origin, rootDir);
  const hash = createHash("sha256")
    .update(canonicalJson({ version: 1, ...facts }))
    .digest("hex");
  const text = describe(facts, hash).join("\n");
  return { server: template.key, file: origin.file, hash, text };
}

/** The same text with `${VARIABLE}` for each literal that looks like a secret: for logs. */
export function textForLogs({ template, origin }: ImportedTemplate, rootDir: string): string {
  const { hash } = trustRequest({ template, origin }, rootDir);
  return describe(factsOf(template, origin, rootDir, false), hash).join("\n");
}

/** A type and no interface: it is JSON. */
type Facts = {
  transport: string;
  /** The command and its arguments. */
  command: string[];
  /** Where the command leads when it is a symbolic link. */
  resolved: string | null;
  cwd: string | null;
  url: string | null;
  auth: string | null;
  /** Names, and values as templates; `null` for one that is withheld. */
  env: [string, string | null][];
  headers: [string, string | null][];
};

function factsOf(
  template: ImportedTemplate["template"],
  origin: ImportOrigin,
  rootDir: string,
  restored = true,
): Facts {
  const full = (text: string): string => (restored ? origin.restore(text) : text);
  if (template.transport === "stdio") {
    return {
      transport: "stdio",
      command: [template.command, ...template.args].map(full),
      resolved: resolvedCommand(template.command, template.cwd, rootDir),
      cwd: template.cwd,
      url: null,
      auth: null,
      env: namesAndValues(template.env, origin, full),
      headers: [],
    };
  }
  return {
    transport: template.via ?? "http",
    command: [],
    resolved: null,
    cwd: null,
    url: full(template.url),
    auth: template.auth === undefined ? null : JSON.stringify(template.auth),
    env: [],
    headers: namesAndValues(template.headers, origin, full),
  };
}

function namesAndValues(
  texts: Readonly<Record<string, string>>,
  origin: ImportOrigin,
  full: (text: string) => string,
): [string, string | null][] {
  return Object.entries(texts)
    .toSorted(([a], [b]) => compareCodeUnits(a, b))
    .map(([name, text]) => {
      const value = origin.restore(text);
      const isWithheld = value !== text && !isDeciding(name) && looksLikeSecret(name, value);
      return [name, isWithheld ? null : full(text)];
    });
}

/** Of a file of variables every value is withheld; a setting of one is no secret that will be renewed. */
function looksLikeSecret(name: string, value: string): boolean {
  return SECRET_NAME.test(name) || findSecrets(value).length > 0;
}

/**
 * Where a command that is a path leads, when that is not where it lies: relative to the project inside it, so that the
 * hash is the same in every checkout.
 */
function resolvedCommand(command: string, cwd: string | null, rootDir: string): string | null {
  if (!/[/\\]/.test(command) || command.includes("${")) return null;
  try {
    const root = realpathSync(rootDir);
    const lies = path.resolve(root, cwd ?? "", command);
    const leads = realpathSync(lies);
    if (leads === lies) return null;
    const inside = path.relative(root, leads);
    return inside.startsWith("..") || path.isAbsolute(inside)
      ? leads
      : inside.split(path.sep).join("/");
  } catch {
    // There is no such file, which is told when it is started.
    return null;
  }
}

function describe(facts: Facts, hash: string): string[] {
  const line = (name: string, value: string): string => `  ${name.padEnd(8)} ${value}`;
  return [
    ...(facts.command.length === 0
      ? []
      : [line("command", facts.command.map((one) => visibleArgument(one)).join(" "))]),
    ...(facts.resolved === null ? [] : [line("which is", visible(facts.resolved))]),
    ...(facts.url === null ? [] : [line("url", visible(facts.url))]),
    ...[...facts.command, facts.url ?? ""]
      .flatMap(hostsInAscii)
      .map((host) => line("host", visible(host))),
    ...(facts.command.length === 0
      ? []
      : [line("folder", facts.cwd === null ? "that of the configuration" : visible(facts.cwd))]),
    ...(facts.auth === null ? [] : [line("sign-in", visible(facts.auth))]),
    ...facts.env.map(([name, value]) => line("env", describeValue(name, value))),
    ...facts.headers.map(([name, value]) => line("header", describeValue(name, value))),
    line("hash", hash),
  ];
}

function describeValue(name: string, value: string | null): string {
  return value === null
    ? `${visible(name)} (its value is in the file)`
    : `${visible(name)}=${visibleArgument(value)}`;
}
