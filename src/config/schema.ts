import { builtinModules } from "node:module";
import { nearestName } from "../diagnostics/spelling.ts";
import { compareCodeUnits } from "../json.ts";
import type { ConfigLimits } from "./define.ts";
import {
  isPlainObject,
  list,
  named,
  oneOf,
  options,
  refuse,
  text,
  wholeNumber,
  type ConfigIssue,
  type Path,
} from "./rules.ts";
import { serverKeyProblem } from "./server-key.ts";
import { serverUrlProblem } from "./server-url.ts";
import { DEFAULT_TIMEOUTS, type ServerTemplate } from "./template.ts";

export interface ValidConfig {
  outDir: string;
  packageName: string;
  servers: ServerTemplate[];
  limits: ConfigLimits;
}

const HOUR_MS = 3_600_000;
const MAX_TEXT = 100_000;
const MAX_SERVERS = 256;

const anyText = text({ max: MAX_TEXT });
const nonEmpty = text({ min: 1, max: MAX_TEXT });
const milliseconds = wholeNumber(HOUR_MS);
const globs = list(text({ min: 1, max: 256 }), 1000);

const ENV_NAME = /^[A-Za-z_][A-Za-z0-9_.()-]*$/;
/** RFC 9110, section 5.6.2. */
const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
/** Set by the transport for every request; a fixed value of ours would break it. */
const TRANSPORT_HEADERS = new Set([
  "accept",
  "connection",
  "content-length",
  "content-type",
  "host",
  "mcp-protocol-version",
  "mcp-session-id",
  "transfer-encoding",
]);

const common = {
  include: globs,
  exclude: globs,
  timeouts: options({
    connectMs: milliseconds,
    listMs: milliseconds,
    callMs: milliseconds,
  }),
  protocol: oneOf(["auto", "legacy"]),
};

const stdioServer = options({
  command: nonEmpty,
  args: list(anyText, 1000),
  env: named(
    (name) => ENV_NAME.test(name) && name !== "__proto__",
    "is not the name of an environment variable",
    "strings",
    anyText,
  ),
  cwd: nonEmpty,
  ...common,
});

const httpServer = options({
  url: serverUrl,
  headers: named(
    (name) => HEADER_NAME.test(name) && !TRANSPORT_HEADERS.has(name.toLowerCase()),
    "is not the name of a header that can be set",
    "strings",
    anyText,
  ),
  ...common,
});

const limit = wholeNumber(Number.MAX_SAFE_INTEGER);

const config = options({
  $schema: anyText,
  outDir: nonEmpty,
  packageName,
  limits: options({
    timeoutMs: limit,
    cpuMs: limit,
    memoryBytes: limit,
    logBytes: limit,
    resultBytes: limit,
    inputBytes: limit,
    toolResultBytes: limit,
    jsonDepth: limit,
    calls: limit,
    callsInFlight: limit,
  }),
});

/**
 * Validates what a configuration file exported and fills in defaults.
 *
 * @returns the configuration, or everything that is wrong with it
 */
export function validateConfig(
  value: unknown,
): { ok: true; config: ValidConfig } | { ok: false; issues: ConfigIssue[] } {
  if (!isPlainObject(value)) {
    return { ok: false, issues: [{ path: "", message: "must be an object with `servers`" }] };
  }
  // A copy, because destructuring would also read what an object inherits.
  const { servers: givenServers, ...rest } = { ...value };
  const issues: ConfigIssue[] = [];
  const read = config(rest, [], issues);
  const servers = validateServers(givenServers, ["servers"], issues);
  if (read === undefined || servers === undefined || issues.length > 0) {
    return { ok: false, issues };
  }
  const { outDir = "codemode", packageName = "codemode-sdk", limits = {} } = read;
  return { ok: true, config: { outDir, packageName, limits, servers } };
}

function validateServers(
  value: unknown,
  at: Path,
  issues: ConfigIssue[],
): ServerTemplate[] | undefined {
  if (!isPlainObject(value)) return refuse(issues, at, "must be an object of servers");
  const entries = Object.entries(value).toSorted(([a], [b]) => compareCodeUnits(a, b));
  if (entries.length === 0) return refuse(issues, at, "must have a server");
  if (entries.length > MAX_SERVERS) {
    return refuse(issues, at, `must have at most ${MAX_SERVERS} servers`);
  }
  const seen = new Map<string, string>();
  return entries.flatMap(([key, server]) => {
    const problem = serverKeyProblem(key);
    if (problem !== null) refuse(issues, [...at, key], `the key ${problem}`);
    const twin = seen.get(key.toLowerCase());
    if (twin !== undefined) {
      refuse(issues, [...at, key], `differs from \`${twin}\` only in upper and lower case`);
    }
    seen.set(key.toLowerCase(), key);
    return validateServer(key, server, [...at, key], issues) ?? [];
  });
}

/** A name that most likely was to be `command` or `url`. */
function misspeltKind(given: unknown): string | null {
  if (!isPlainObject(given)) return null;
  return Object.keys(given).find((name) => nearestName(name, ["command", "url"]) !== null) ?? null;
}

function validateServer(
  key: string,
  given: unknown,
  at: Path,
  issues: ConfigIssue[],
): ServerTemplate | undefined {
  const has = (name: string): boolean =>
    isPlainObject(given) && Object.hasOwn(given, name) && given[name] !== undefined;
  const remote = has("url");
  if (remote === has("command")) {
    const message = "must have either `command` (a local server) or `url` (a remote one)";
    const misspelt = remote ? null : misspeltKind(given);
    return refuse(issues, at, misspelt === null ? message : `${message}; it has \`${misspelt}\``);
  }
  if (remote) {
    const read = httpServer(given, at, issues);
    if (read?.url === undefined) return undefined;
    const { url, headers, ...rest } = read;
    return { transport: "http", key, url, headers: headers ?? {}, ...fillCommon(rest, "auto") };
  }
  const read = stdioServer(given, at, issues);
  if (read?.command === undefined) return undefined;
  const { command, args, env, cwd, ...rest } = read;
  return {
    transport: "stdio",
    key,
    command,
    args: args ?? [],
    env: env ?? {},
    cwd: cwd ?? null,
    ...fillCommon(rest, "legacy"),
  };
}

type Common = Pick<NonNullable<ReturnType<typeof httpServer>>, keyof typeof common>;

function fillCommon(
  given: Common,
  protocol: "auto" | "legacy",
): Pick<ServerTemplate, "include" | "exclude" | "timeouts" | "protocol"> {
  return {
    ...(given.include === undefined ? {} : { include: given.include }),
    ...(given.exclude === undefined ? {} : { exclude: given.exclude }),
    timeouts: {
      connectMs: given.timeouts?.connectMs ?? DEFAULT_TIMEOUTS.connectMs,
      listMs: given.timeouts?.listMs ?? DEFAULT_TIMEOUTS.listMs,
      callMs: given.timeouts?.callMs ?? DEFAULT_TIMEOUTS.callMs,
    },
    protocol: given.protocol ?? protocol,
  };
}

function serverUrl(value: unknown, at: Path, issues: ConfigIssue[]): string | undefined {
  const url = nonEmpty(value, at, issues);
  // A template can only be judged once its variables are known; see `resolveServers`.
  const problem = url === undefined || url.includes("${") ? null : serverUrlProblem(url);
  return problem === null ? url : refuse(issues, at, problem);
}

function packageName(value: unknown, at: Path, issues: ConfigIssue[]): string | undefined {
  const name = anyText(value, at, issues);
  if (name === undefined || isPackageName(name)) return name;
  return refuse(issues, at, "is not an npm package name that can be used");
}

function isPackageName(name: string): boolean {
  return (
    name.length <= 214 &&
    /^(?:@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9~-][a-z0-9._~-]*$/.test(name) &&
    !builtinModules.includes(name) &&
    name !== "codemode" &&
    name !== "node_modules"
  );
}
