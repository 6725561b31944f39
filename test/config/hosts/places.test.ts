import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { HOST_FORMATS, type UserPlaces } from "../../../src/config/hosts/formats.ts";
import { findHostFiles, hostFileAt } from "../../../src/config/hosts/read-host.ts";
import type { HostFormat } from "../../../src/config/hosts/types.ts";

const HOME = path.resolve("/home/me");

const places: [HostFormat, Partial<UserPlaces>, string[]][] = [
  ["mcp-json", {}, []],
  ["server-json", {}, []],
  ["claude-code", {}, [".claude.json"]],
  ["cursor", {}, [".cursor/mcp.json"]],
  ["codex", {}, [".codex/config.toml"]],
  ["windsurf", {}, [".codeium/windsurf/mcp_config.json"]],
  ["vscode", { platform: "linux" }, [".config/Code/User/mcp.json"]],
  ["vscode", { platform: "darwin" }, ["Library/Application Support/Code/User/mcp.json"]],
  ["vscode", { platform: "win32" }, ["AppData/Roaming/Code/User/mcp.json"]],
  ["claude-desktop", { platform: "linux" }, [".config/Claude/claude_desktop_config.json"]],
  [
    "claude-desktop",
    { platform: "darwin" },
    ["Library/Application Support/Claude/claude_desktop_config.json"],
  ],
  ["codex", { env: { CODEX_HOME: `${HOME}/x` } }, ["x/config.toml"]],
  ["claude-code", { env: { CLAUDE_CONFIG_DIR: `${HOME}/x` } }, ["x/.claude.json"]],
  ["vscode", { env: { XDG_CONFIG_HOME: `${HOME}/x` } }, ["x/Code/User/mcp.json"]],
];

test.each(places)("the user's own files: %s, %o", (format, given, want) => {
  const entry = HOST_FORMATS.find((one) => one.format === format);
  const files = entry?.userFiles({ home: HOME, platform: "linux", env: {}, ...given });
  expect(files).toEqual(want.map((file) => path.join(HOME, file)));
});

describe("on this machine", () => {
  let root: string;
  let user: UserPlaces;
  beforeEach(() => {
    root = mkdtempSync(path.join(tmpdir(), "codemode-places-"));
    user = { home: path.join(root, "home"), platform: "linux", env: {} };
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  const put = (file: string, text = "{}"): string => {
    const target = path.join(root, file);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, text);
    return target;
  };

  test("lists of the project come first, a folder of that name is none", () => {
    put("home/.cursor/mcp.json");
    put("home/.codex/config.toml");
    put("project/.vscode/mcp.json");
    put("project/.mcp.json");
    mkdirSync(path.join(root, "project/.cursor/mcp.json"), { recursive: true });
    const found = findHostFiles(path.join(root, "project"), user);
    expect(found.map(({ shown, scope }) => [shown, scope])).toEqual([
      [".mcp.json", "project"],
      [".vscode/mcp.json", "project"],
      ["~/.cursor/mcp.json", "user"],
      ["~/.codex/config.toml", "user"],
    ]);
  });

  const named: [string, string, HostFormat][] = [
    ["a/.mcp.json", "", "mcp-json"],
    ["a/.vscode/mcp.json", "", "vscode"],
    ["a/.cursor/mcp.json", "", "cursor"],
    ["a/.codex/config.toml", "", "codex"],
    ["a/.claude.json", "", "claude-code"],
    ["a/claude_desktop_config.json", "", "claude-desktop"],
    ["a/mcp_config.json", "", "windsurf"],
    ["a/server.json", "", "server-json"],
    ["a/any.json", `{ "mcpServers": {} }`, "mcp-json"],
    ["a/any.json", `{ "packages": [] }`, "server-json"],
    ["a/any.json", `{ "servers": {}, /* comment */ }`, "vscode"],
  ];
  test.each(named)("the format of %s: %s", (file, text, want) => {
    put(file, text);
    expect(hostFileAt(file, root, user).format).toBe(want);
  });

  test("a reference from the home folder", () => {
    const target = put("home/lists/.mcp.json");
    expect(hostFileAt("~/lists/.mcp.json", root, user)).toMatchObject({
      path: target,
      shown: "home/lists/.mcp.json",
    });
  });
});
