import { builtinModules } from "node:module";
import { z } from "zod";
import { compareCodeUnits } from "../json.ts";
import type { ConfigLimits } from "./define.ts";
import { serverKeyProblem } from "./server-key.ts";
import { serverUrlProblem } from "./server-url.ts";
import { DEFAULT_TIMEOUTS, type ServerTemplate } from "./template.ts";

export interface ValidConfig {
  outDir: string;
  packageName: string;
  servers: ServerTemplate[];
  limits: ConfigLimits;
}

/** One thing that is wrong, at a path such as `servers.github.args[1]`. */
export interface ConfigIssue {
  path: string;
  message: string;
}

const HOUR_MS = 3_600_000;
const MAX_TEXT = 100_000;
const MAX_SERVERS = 256;

const text = z
  .string()
  .max(MAX_TEXT)
  .refine((value) => !value.includes("\0"), "must not contain a NUL character");
const nonEmpty = text.min(1, "must not be empty");
const milliseconds = z.int().positive().max(HOUR_MS);
const globs = z.array(z.string().min(1).max(256)).max(1000);

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
  include: globs.optional(),
  exclude: globs.optional(),
  timeouts: z
    .strictObject({
      connectMs: milliseconds.optional(),
      listMs: milliseconds.optional(),
      callMs: milliseconds.optional(),
    })
    .optional(),
  protocol: z.enum(["auto", "legacy"]).optional(),
};

const stdioServer = z.strictObject({
  command: nonEmpty,
  args: z.array(text).max(1000).optional(),
  env: namedTexts(
    (name) => ENV_NAME.test(name) && name !== "__proto__",
    "is not the name of an environment variable",
  ).optional(),
  cwd: nonEmpty.optional(),
  ...common,
});

const httpServer = z.strictObject({
  url: nonEmpty.superRefine((value, context) => {
    // A template can only be judged once its variables are known; see `resolveServers`.
    const problem = value.includes("${") ? null : serverUrlProblem(value);
    if (problem !== null) context.addIssue({ code: "custom", message: problem });
  }),
  headers: namedTexts(
    (name) => HEADER_NAME.test(name) && !TRANSPORT_HEADERS.has(name.toLowerCase()),
    "is not the name of a header that can be set",
  ).optional(),
  ...common,
});

const limits = z.strictObject(
  Object.fromEntries(
    [
      "timeoutMs",
      "memoryBytes",
      "logBytes",
      "resultBytes",
      "inputBytes",
      "toolResultBytes",
      "jsonDepth",
      "calls",
      "callsInFlight",
    ].map((name) => [name, z.int().positive().optional()]),
  ),
);

const config = z.strictObject({
  $schema: z.string().optional(),
  servers: z.custom<object>(isPlainObject, "must be an object of servers"),
  outDir: nonEmpty.default("codemode"),
  packageName: z
    .string()
    .refine(isPackageName, "is not an npm package name that can be used")
    .default("codemode-sdk"),
  limits: limits.default({}),
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
  // Copies, here and below: zod would also read what an object inherits.
  const own: { servers?: unknown } = { ...value };
  const parsed = config.safeParse(own);
  const issues = parsed.success ? [] : toIssues(parsed.error, []);
  const servers = validateServers(own.servers, issues);
  if (!parsed.success || issues.length > 0) return { ok: false, issues };
  const { outDir, packageName, limits } = parsed.data;
  return { ok: true, config: { outDir, packageName, limits, servers } };
}

/** Own keys only, by hand: zod's records pass over `__proto__` in silence. */
function validateServers(value: unknown, issues: ConfigIssue[]): ServerTemplate[] {
  if (!isPlainObject(value)) return [];
  const entries = Object.entries(value).toSorted(([a], [b]) => compareCodeUnits(a, b));
  if (entries.length === 0) issues.push({ path: "servers", message: "must have a server" });
  if (entries.length > MAX_SERVERS) {
    issues.push({ path: "servers", message: `must have at most ${MAX_SERVERS} servers` });
    return [];
  }
  const seen = new Map<string, string>();
  return entries.flatMap(([key, server]) => {
    const path = renderPath(["servers", key]);
    const problem = serverKeyProblem(key);
    if (problem !== null) issues.push({ path, message: `the key ${problem}` });
    const twin = seen.get(key.toLowerCase());
    if (twin !== undefined) {
      issues.push({ path, message: `differs from \`${twin}\` only in upper and lower case` });
    }
    seen.set(key.toLowerCase(), key);
    return validateServer(key, server, issues);
  });
}

function validateServer(key: string, given: unknown, issues: ConfigIssue[]): ServerTemplate[] {
  const at = ["servers", key];
  const value = isPlainObject(given) ? { ...given } : {};
  const remote = Object.hasOwn(value, "url");
  if (remote === Object.hasOwn(value, "command")) {
    const message = "must have either `command` (a local server) or `url` (a remote one)";
    issues.push({ path: renderPath(at), message });
    return [];
  }
  if (remote) {
    const parsed = httpServer.safeParse(value);
    if (!parsed.success) {
      issues.push(...toIssues(parsed.error, at));
      return [];
    }
    const { url, headers, ...rest } = parsed.data;
    return [{ transport: "http", key, url, headers: headers ?? {}, ...fillCommon(rest, "auto") }];
  }
  const parsed = stdioServer.safeParse(value);
  if (!parsed.success) {
    issues.push(...toIssues(parsed.error, at));
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

type Common = Pick<z.infer<typeof httpServer>, keyof typeof common>;

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

/** An object of strings whose names pass a test. */
function namedTexts(
  isName: (name: string) => boolean,
  message: string,
): z.ZodType<Record<string, string>> {
  return z
    .custom<object>(isPlainObject, "must be an object of strings")
    .transform((value, context) => {
      const entries = Object.entries(value).flatMap(([name, given]): [string, string][] => {
        if (!isName(name)) context.addIssue({ code: "custom", path: [name], message });
        const parsed = text.safeParse(given);
        if (parsed.success) return [[name, parsed.data]];
        for (const issue of parsed.error.issues) {
          context.addIssue({ code: "custom", path: [name], message: issue.message });
        }
        return [];
      });
      return Object.fromEntries(entries);
    });
}

function toIssues(error: z.ZodError, at: readonly PropertyKey[]): ConfigIssue[] {
  return error.issues.flatMap((issue): ConfigIssue[] => {
    const path = [...at, ...issue.path];
    if (issue.code !== "unrecognized_keys") {
      return [{ path: renderPath(path), message: issue.message }];
    }
    return issue.keys.map((key) => ({
      path: renderPath([...path, key]),
      message: "is not an option of codemode",
    }));
  });
}

function renderPath(path: readonly PropertyKey[]): string {
  return path
    .map((step) => {
      if (typeof step === "number") return `[${step}]`;
      const name = String(step);
      return /^[A-Za-z_$][\w$-]*$/.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`;
    })
    .join("")
    .replace(/^\./, "");
}

function isPlainObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
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
