import path from "node:path";
import { homeFolder } from "../../process/home-folder.ts";
import type { HostFormat, HostParser } from "./types.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** Where a user's programs keep their own files. */
export interface UserPlaces {
  home: string;
  platform: NodeJS.Platform;
  env: Environment;
}

/** One program's list of servers: where it lies and how it is read. */
export interface HostFormatEntry {
  format: HostFormat;
  /** Of the program, for people. */
  title: string;
  /** In a project, relative to its folder. */
  projectFiles: readonly string[];
  /** Of the user, absolute. */
  userFiles(places: UserPlaces): string[];
  /** Whether a file that is named in `importFrom` is of this format, by its path with `/`. */
  isNamed(file: string): boolean;
  /** Loaded only when there is something to read. */
  load(): Promise<HostParser>;
}

/** In the order in which they are looked for. */
export const HOST_FORMATS: readonly HostFormatEntry[] = [
  {
    format: "mcp-json",
    title: ".mcp.json",
    projectFiles: [".mcp.json"],
    userFiles: () => [],
    isNamed: (file) => /(?:^|\/)\.mcp\.json$/.test(file),
    load: async () => (await import("./mcp-json.ts")).parseMcpJson,
  },
  {
    format: "cursor",
    title: "Cursor",
    projectFiles: [".cursor/mcp.json"],
    userFiles: ({ home }) => [path.join(home, ".cursor", "mcp.json")],
    isNamed: (file) => /(?:^|\/)\.cursor\/mcp\.json$/.test(file),
    load: async () => (await import("./cursor.ts")).parseCursor,
  },
  {
    format: "vscode",
    title: "VS Code",
    projectFiles: [".vscode/mcp.json"],
    userFiles: (places) => [path.join(applicationData(places), "Code", "User", "mcp.json")],
    isNamed: (file) => /(?:^|\/)(?:\.vscode|User)\/mcp\.json$/.test(file),
    load: async () => (await import("./vscode.ts")).parseVsCode,
  },
  {
    format: "codex",
    title: "Codex",
    projectFiles: [".codex/config.toml"],
    userFiles: ({ home, env }) => [
      path.join(given(env["CODEX_HOME"]) ?? path.join(home, ".codex"), "config.toml"),
    ],
    isNamed: (file) => file.endsWith(".toml"),
    load: async () => (await import("./codex.ts")).parseCodex,
  },
  {
    format: "claude-code",
    title: "Claude Code",
    projectFiles: [],
    userFiles: ({ home, env }) => [
      path.join(given(env["CLAUDE_CONFIG_DIR"]) ?? home, ".claude.json"),
    ],
    isNamed: (file) => /(?:^|\/)\.claude\.json$/.test(file),
    load: async () => (await import("./claude-code.ts")).parseClaudeCode,
  },
  {
    format: "claude-desktop",
    title: "Claude Desktop",
    projectFiles: [],
    userFiles: (places) => [
      path.join(applicationData(places), "Claude", "claude_desktop_config.json"),
    ],
    isNamed: (file) => file.endsWith("claude_desktop_config.json"),
    load: async () => (await import("./claude-desktop.ts")).parseClaudeDesktop,
  },
  {
    format: "windsurf",
    title: "Windsurf",
    projectFiles: [],
    userFiles: ({ home }) => [path.join(home, ".codeium", "windsurf", "mcp_config.json")],
    isNamed: (file) => file.endsWith("mcp_config.json"),
    load: async () => (await import("./windsurf.ts")).parseWindsurf,
  },
  {
    format: "server-json",
    title: "server.json",
    // One that lies in a project tells of the server that the project itself is: it is read when it is named.
    projectFiles: [],
    userFiles: () => [],
    isNamed: (file) => /(?:^|\/)server\.json$/.test(file),
    load: async () => (await import("./server-json.ts")).parseServerJson,
  },
];

/** Settings of applications: as Electron's `app.getPath("appData")` has it. */
function applicationData({ home, platform, env }: UserPlaces): string {
  if (platform === "darwin") return path.join(home, "Library", "Application Support");
  if (platform === "win32") return given(env["APPDATA"]) ?? path.join(home, "AppData", "Roaming");
  return given(env["XDG_CONFIG_HOME"]) ?? path.join(home, ".config");
}

export function userPlaces(env: Environment): UserPlaces {
  const own = process.platform === "win32" ? env["USERPROFILE"] : env["HOME"];
  return { home: given(own) ?? homeFolder(), platform: process.platform, env };
}

function given(value: string | undefined): string | undefined {
  return value === undefined || value === "" ? undefined : value;
}
