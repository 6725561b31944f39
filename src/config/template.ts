/** The configuration after validation, defaults filled in, `${VAR}` templates not yet expanded. */
import type { AuthConfig } from "./auth.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { ConfigLimits, ProtocolChoice } from "./define.ts";
import type { ImportOrigin } from "./import-origin.ts";
import { openApiSource, type OpenApiFields, type OpenApiSource } from "./openapi.ts";

export interface LoadedConfig {
  /** Absolute path of the configuration file. */
  path: string;
  /** Absolute path of its folder: everything relative in the configuration is relative to it. */
  rootDir: string;
  /** Absolute path of the output folder, inside `rootDir`. */
  outDir: string;
  packageName: string;
  /** Sorted by key. */
  servers: ServerTemplate[];
  limits: ConfigLimits;
  /** Warnings and infos on what was imported. */
  diagnostics?: readonly Diagnostic[];
}

export type ServerTemplate = StdioTemplate | HttpTemplate | OpenApiTemplate;

export interface OpenApiTemplate extends CommonTemplate, OpenApiFields {}

export interface StdioTemplate extends CommonTemplate {
  transport: "stdio";
  command: string;
  args: string[];
  env: Record<string, string>;
  cwd: string | null;
}

export interface HttpTemplate extends CommonTemplate {
  transport: "http";
  url: string;
  headers: Record<string, string>;
  /** The only HTTP transport to use; both are tried without it. */
  via?: "http" | "sse";
  auth?: AuthConfig;
}

interface CommonTemplate {
  key: string;
  /** Of a server that comes from another program's list; one of the configuration itself has none. */
  origin?: ImportOrigin;
  include?: string[];
  exclude?: string[];
  /** Milliseconds. */
  timeouts: { connectMs: number; listMs: number; callMs: number };
  protocol: ProtocolChoice;
}

export const DEFAULT_TIMEOUTS = { connectMs: 30_000, listMs: 15_000, callMs: 60_000 } as const;

/** How a server is reached, as the lock records it: templates and names, no value from the environment. */
export type ServerSource =
  | {
      transport: "stdio";
      command: string;
      args: string[];
      envNames: string[];
      cwd: string | null;
    }
  | { transport: "http"; url: string; headerNames: string[]; via?: "http" | "sse" }
  | OpenApiSource;

export function lockSource(template: ServerTemplate): ServerSource {
  if (template.transport === "openapi") return openApiSource(template);
  if (template.transport === "http") {
    return {
      transport: "http",
      url: template.url,
      headerNames: Object.keys(template.headers).toSorted(),
      ...(template.via === undefined ? {} : { via: template.via }),
    };
  }
  return {
    transport: "stdio",
    command: template.command,
    args: template.args,
    envNames: Object.keys(template.env).toSorted(),
    cwd: template.cwd,
  };
}
