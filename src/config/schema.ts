import { builtinModules } from "node:module";
import { z } from "zod/mini";
import { nearestName } from "../diagnostics/spelling.ts";
import { compareCodeUnits } from "../json.ts";
import { AUTH, AUTH_OPTIONS, toAuth } from "./auth.ts";
import type { ConfigLimits, ProtocolChoice } from "./define.ts";
import { renderPath, toIssues, type ConfigIssue, type OptionNames } from "./issues.ts";
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

const text = z.string().check(
  z.maxLength(MAX_TEXT),
  z.refine((value) => !value.includes("\0"), "must not contain a NUL character"),
);
const nonEmpty = text.check(z.minLength(1));
const milliseconds = z.int().check(z.positive(), z.maximum(HOUR_MS));
const globs = z.array(z.string().check(z.minLength(1), z.maxLength(256))).check(z.maxLength(1000));

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

const timeouts = {
  connectMs: z.optional(milliseconds),
  listMs: z.optional(milliseconds),
  callMs: z.optional(milliseconds),
};

const common = {
  include: z.optional(globs),
  exclude: z.optional(globs),
  timeouts: z.optional(z.strictObject(timeouts)),
  protocol: z.optional(z.enum(["auto", "legacy", "2026-07-28"])),
};

const stdioServer = {
  command: nonEmpty,
  args: z.optional(z.array(text).check(z.maxLength(1000))),
  env: z.optional(
    namedTexts(
      (name) => ENV_NAME.test(name) && name !== "__proto__",
      "is not the name of an environment variable",
    ),
  ),
  cwd: z.optional(nonEmpty),
  ...common,
};

const serverUrl = nonEmpty.check((context) => {
  // A template can only be judged once its variables are known; see `resolveServers`.
  const problem = context.value.includes("${") ? null : serverUrlProblem(context.value);
  if (problem !== null) {
    context.issues.push({ code: "custom", message: problem, input: context.value });
  }
});
const headers = z.optional(
  namedTexts(
    (name) => HEADER_NAME.test(name) && !TRANSPORT_HEADERS.has(name.toLowerCase()),
    "is not the name of a header that can be set",
  ),
);

const httpServer = {
  url: serverUrl,
  headers,
  transport: z.optional(z.enum(["http", "sse"])),
  auth: z.optional(AUTH),
  ...common,
};

const openApiServer = {
  openapi: nonEmpty.check(
    z.refine((value) => !value.includes("${"), "must not be a template: it is recorded"),
  ),
  baseUrl: z.optional(serverUrl),
  headers,
  auth: z.optional(namedTexts((name) => name !== "__proto__", "is not the name of a scheme")),
  include: common.include,
  exclude: common.exclude,
  timeouts: common.timeouts,
};

const limit = z.optional(z.int().check(z.positive()));
const limits = {
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
  questions: limit,
  answerMs: limit,
};

const config = {
  $schema: z.optional(text),
  outDir: z.optional(nonEmpty),
  packageName: z.optional(
    text.check(z.refine(isPackageName, "is not an npm package name that can be used")),
  ),
  limits: z.optional(z.strictObject(limits)),
};

const CONFIG = z.strictObject(config);
const STDIO_SERVER = z.strictObject(stdioServer);
const OPENAPI_SERVER = z.strictObject(openApiServer);
const HTTP_SERVER = z.strictObject(httpServer);

/** The options of an object, by the last step of its path; `own`: of the outermost. */
function optionNames(own: object): OptionNames {
  const inner = new Map<PropertyKey | undefined, object>([
    ["limits", limits],
    ["timeouts", timeouts],
    ["auth", AUTH_OPTIONS],
  ]);
  return (path) => Object.keys(inner.get(path.at(-1)) ?? own);
}

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
  // Copies, here and below: zod would also read what an object inherits.
  const { servers: givenServers, ...rest }: { servers?: unknown } = { ...value };
  const parsed = CONFIG.safeParse(rest);
  const names = optionNames({ ...config, servers: null });
  const issues = parsed.success ? [] : toIssues(parsed.error, [], names);
  const servers = validateServers(givenServers, issues);
  if (!parsed.success || issues.length > 0) return { ok: false, issues };
  const { outDir = "codemode", packageName = "codemode-sdk", limits: given = {} } = parsed.data;
  return { ok: true, config: { outDir, packageName, limits: withoutUndefined(given), servers } };
}

function withoutUndefined(given: Record<string, number | undefined>): ConfigLimits {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

/** Own keys only, by hand: zod's records pass over `__proto__` in silence. */
function validateServers(value: unknown, issues: ConfigIssue[]): ServerTemplate[] {
  const refuse = (message: string, ...at: string[]): ServerTemplate[] => {
    issues.push({ path: renderPath(["servers", ...at]), message });
    return [];
  };
  if (!isPlainObject(value)) return refuse("must be an object of servers");
  const entries = Object.entries(value).toSorted(([a], [b]) => compareCodeUnits(a, b));
  if (entries.length === 0) return refuse("must have a server");
  if (entries.length > MAX_SERVERS) return refuse(`must have at most ${MAX_SERVERS} servers`);
  const seen = new Map<string, string>();
  return entries.flatMap(([key, server]) => {
    const problem = serverKeyProblem(key);
    if (problem !== null) refuse(`the key ${problem}`, key);
    const twin = seen.get(key.toLowerCase());
    if (twin !== undefined) refuse(`differs from \`${twin}\` only in upper and lower case`, key);
    seen.set(key.toLowerCase(), key);
    return validateServer(key, server, issues);
  });
}

/** A name that most likely was to be `command` or `url`. */
function misspeltKind(given: unknown): string | null {
  if (!isPlainObject(given)) return null;
  return Object.keys(given).find((name) => nearestName(name, ["command", "url"]) !== null) ?? null;
}

function validateServer(key: string, given: unknown, issues: ConfigIssue[]): ServerTemplate[] {
  const at = ["servers", key];
  const value: { url?: unknown; command?: unknown; openapi?: unknown } = isPlainObject(given)
    ? { ...given }
    : {};
  if (value.openapi !== undefined) {
    const parsed = OPENAPI_SERVER.safeParse(value);
    if (!parsed.success) {
      issues.push(...toIssues(parsed.error, at, optionNames(openApiServer)));
      return [];
    }
    const { openapi: spec, baseUrl = null, headers = {}, auth = {}, ...rest } = parsed.data;
    const fields = { transport: "openapi", spec, baseUrl, headers, auth } as const;
    return [{ key, ...fields, ...fillCommon(rest, "auto") }];
  }
  const isRemote = value.url !== undefined;
  if (isRemote === (value.command !== undefined)) {
    const message =
      "must have either `command` (a local server) or `url` (a remote one), or `openapi` (a document)";
    const misspelt = isRemote ? null : misspeltKind(given);
    const advice = misspelt === null ? "" : `; it has \`${misspelt}\``;
    issues.push({ path: renderPath(at), message: `${message}${advice}` });
    return [];
  }
  if (isRemote) {
    const parsed = HTTP_SERVER.safeParse(value);
    if (!parsed.success) {
      issues.push(...toIssues(parsed.error, at, optionNames(httpServer)));
      return [];
    }
    const { url, headers = {}, auth, transport, ...rest } = parsed.data;
    if (auth !== undefined && Object.keys(headers).some(isAuthorization)) {
      const message = "must not be given beside an `authorization` header";
      issues.push({ path: renderPath([...at, "auth"]), message });
      return [];
    }
    const signIn = auth === undefined ? {} : { auth: toAuth(auth) };
    const via = transport === undefined ? {} : { via: transport };
    return [
      { transport: "http", key, url, headers, ...via, ...signIn, ...fillCommon(rest, "auto") },
    ];
  }
  const parsed = STDIO_SERVER.safeParse(value);
  if (!parsed.success) {
    issues.push(...toIssues(parsed.error, at, optionNames(stdioServer)));
    return [];
  }
  const { command, args, env, cwd, ...rest } = parsed.data;
  return [
    {
      transport: "stdio",
      key,
      command,
      args: args ?? [],
      env: env ?? {},
      cwd: cwd ?? null,
      ...fillCommon(rest, "legacy"),
    },
  ];
}

const isAuthorization = (name: string): boolean => name.toLowerCase() === "authorization";

type Common = Pick<z.infer<typeof HTTP_SERVER>, keyof typeof common>;

function fillCommon(
  given: Common,
  protocol: ProtocolChoice,
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

/** An object of strings whose names pass a test. */
function namedTexts(
  isName: (name: string) => boolean,
  message: string,
): z.ZodMiniType<Record<string, string>> {
  const objectOfStrings = z.custom<object>(isPlainObject, "must be an object of strings");
  return z.pipe(
    objectOfStrings,
    z.transform((value, context) => {
      const entries = Object.entries(value).flatMap(([name, given]): [string, string][] => {
        if (!isName(name)) {
          context.issues.push({ code: "custom", path: [name], message, input: given });
        }
        const parsed = text.safeParse(given);
        if (parsed.success) return [[name, parsed.data]];
        for (const { message: problem } of toIssues(parsed.error, [], () => [])) {
          context.issues.push({ code: "custom", path: [name], message: problem, input: given });
        }
        return [];
      });
      return Object.fromEntries(entries);
    }),
  );
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

function isPlainObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
