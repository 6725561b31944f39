import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import type { HttpServerConfig, StdioServerConfig } from "../define.ts";

/** The formats of other programs' lists of servers; also what `importFrom` takes in place of a file. */
export type HostFormat =
  | "mcp-json"
  | "claude-code"
  | "claude-desktop"
  | "cursor"
  | "vscode"
  | "codex"
  | "windsurf"
  | "server-json";

/** All that such lists have. */
export type HostServerConfig = StdioServerConfig | HttpServerConfig;

/** A server of another program's list, in our terms. */
export interface HostServer {
  /** Made of its name there, so that it is a key of ours. */
  key: string;
  /** As the file has it. */
  name: string;
  /** Valid in a configuration of ours; literal secrets still stand in it. */
  config: HostServerConfig;
  /** Names in `env` whose values are to be kept out of everything whatever they look like: they come from an `envFile`. */
  secretEnv?: readonly string[];
}

export interface HostServers {
  /** Sorted by key. */
  servers: HostServer[];
  /** A `CONFIG_HOST_SKIPPED` for each server that was left out, a `CONFIG_HOST_NOTE` for what was taken over otherwise. */
  diagnostics: Diagnostic[];
}

/** What a list means beyond its own text. */
export interface HostContext {
  /** Absolute path of the project that a list in a project is of, or else of the one that takes it over. */
  projectDir: string;
  /** The user's home folder. */
  home: string;
  platform: NodeJS.Platform;
}

/** @throws CodemodeError `CONFIG_HOST_INVALID` when the text is no such list at all */
export type HostParser = (file: string, text: string, context: HostContext) => HostServers;
