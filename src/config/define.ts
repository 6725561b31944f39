/** What a user writes: the public types of `codemode.config.ts`. */
import type { AuthConfig } from "./auth.ts";
import type { ImportedServers } from "./import-from.ts";

import type { OpenApiServerConfig } from "./openapi.ts";

export { importFrom } from "./import-from.ts";
export { openapi } from "./openapi.ts";

export interface CodemodeConfig {
  /**
   * The MCP servers, by the key that names their files and, where it is an identifier, their object in programs.
   * A key is a letter and then up to 63 letters, digits, `_` or `-`. `...importFrom(".mcp.json")` takes those of another
   * program's list; there, the key of the entry means nothing.
   */
  servers: Record<string, ServerConfig | ImportedServers>;
  /** Folder of the generated SDK, relative to the configuration's folder and inside it. Default `codemode`. */
  outDir?: string;
  /** npm name of the generated SDK, which programs may import. Default `codemode-sdk`. */
  packageName?: string;
  /** Caps of one run of a program. What is left out keeps codemode's default. */
  limits?: ConfigLimits;
}

export type ServerConfig = StdioServerConfig | HttpServerConfig | OpenApiServerConfig;

/** A server that is started as a child process and spoken to over its standard input and output. */
export interface StdioServerConfig extends CommonServerConfig {
  /** `${VAR}` and `${VAR:-default}` are replaced from the environment; no shell is involved. */
  command: string;
  /** Templates as in `command`. */
  args?: string[];
  /** What the server gets besides a short safelist of the environment. Templates as in `command`. */
  env?: Record<string, string>;
  /** Relative to the configuration's folder, which is the default. */
  cwd?: string;
}

/** A server that is spoken to over HTTP. */
export interface HttpServerConfig extends CommonServerConfig {
  /** `https:`, or `http:` on the loopback interface. A template as in `command`. */
  url: string;
  /** Templates as in `command`. */
  headers?: Record<string, string>;
  /**
   * `http`: streamable HTTP only; `sse`: only its predecessor of 2024-11-05, HTTP with server-sent events.
   * Default: the first, and the second when the server knows nothing of the first.
   */
  transport?: "http" | "sse";
  /**
   * How to sign in, where `headers` do not. Default: as whoever has signed in to this URL with `codemode login`, once the
   * server asks for it.
   */
  auth?: AuthConfig;
}

export type ProtocolChoice = "auto" | "legacy" | "2026-07-28";

export interface CommonServerConfig {
  /** Globs over the server's own tool names; only tools that match one exist in the SDK. Default: all. */
  include?: string[];
  /** Globs over the server's own tool names; what matches one is left out, whatever `include` says. */
  exclude?: string[];
  timeouts?: ServerTimeouts;
  /**
   * `legacy` opens with `initialize` (specifications to 2025-11-25), `2026-07-28` speaks that one only, `auto` asks for it
   * first; what the server answers is remembered in the lock.
   * Default: `auto` over HTTP, `legacy` over stdio, where a server may not survive the question.
   */
  protocol?: ProtocolChoice;
}

/** Milliseconds. */
export interface ServerTimeouts {
  /** From the start to the end of the handshake. Default 30,000: `npx` may have to download first. */
  connectMs?: number;
  /** For all pages of the list of tools. Default 15,000. */
  listMs?: number;
  /** For one tool call. Default 60,000. */
  callMs?: number;
}

/** Caps of one run; see `RunLimits`. */
export interface ConfigLimits {
  /** Wall time in milliseconds. */
  timeoutMs?: number;
  /** Processor time in milliseconds; Linux and Cloudflare only. */
  cpuMs?: number;
  /** Resident memory of the sandbox process in bytes. */
  memoryBytes?: number;
  logBytes?: number;
  resultBytes?: number;
  /** UTF-8 bytes of the input of one tool call. */
  inputBytes?: number;
  /** UTF-8 bytes of the result of one tool call. */
  toolResultBytes?: number;
  jsonDepth?: number;
  calls?: number;
  callsInFlight?: number;
  /** How many questions servers may ask while they work on calls. */
  questions?: number;
  /** Milliseconds that the answer to one may take; they count for no other limit. */
  answerMs?: number;
}

/** Returns its argument: for completion and type checking in `codemode.config.ts`. */
export function defineConfig(config: CodemodeConfig): CodemodeConfig {
  return config;
}
