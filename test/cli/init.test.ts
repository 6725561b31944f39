import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { loadConfig } from "../../src/config/load.ts";
import { runInProcess, type CliOutcome } from "./harness.ts";
import { atTerminal } from "./terminal.ts";

let base: string;
let cwd: string;
let home: string;
let env: Record<string, string>;
beforeEach(() => {
  base = mkdtempSync(path.join(tmpdir(), "codemode-init-"));
  [cwd, home] = [path.join(base, "project"), path.join(base, "home")];
  env = { HOME: home };
  mkdirSync(cwd);
  mkdirSync(home);
});
afterEach(() => rmSync(base, { recursive: true, force: true }));

const init = (...args: string[]): Promise<CliOutcome> =>
  runInProcess(["init", ...args], { cwd, env });
const written = (): string => readFileSync(path.join(cwd, "codemode.config.ts"), "utf8");
const writeMcpJson = (mcpServers: unknown): void =>
  writeFileSync(path.join(cwd, ".mcp.json"), JSON.stringify({ mcpServers }));

describe("codemode init", () => {
  test("without .mcp.json: examples, and a configuration that says what is missing", async () => {
    const { exitCode, stdout, stderr } = await init();
    expect(exitCode).toBe(0);
    expect(stdout).toBe("");
    expect(stderr).toContain("add a server");
    expect(written()).toContain("// A server that is started");
    await expect(loadConfig({ cwd })).rejects.toThrow("must have a server");
  });

  test("with .mcp.json: its servers, shown in full, and what comes next", async () => {
    writeMcpJson({
      files: { command: "npx", args: ["-y", "@modelcontextprotocol/server-filesystem", "a b"] },
      web: {
        type: "http",
        url: "https://example.com/mcp",
        headers: { Authorization: "Bearer ${T}" },
      },
    });
    const { exitCode, stderr } = await init();
    expect(exitCode).toBe(0);
    expect(stderr).toContain('npx -y @modelcontextprotocol/server-filesystem "a b"');
    expect(stderr).toContain("https://example.com/mcp");
    expect(stderr).toContain("codemode generate");
    const { servers } = await loadConfig({ cwd });
    expect(servers).toMatchObject([
      { key: "files", transport: "stdio", command: "npx" },
      { key: "web", transport: "http", headers: { Authorization: "Bearer ${T}" } },
    ]);
  });

  test("a secret that stands in .mcp.json is not copied", async () => {
    writeMcpJson({
      github: { command: "server", env: { GITHUB_TOKEN: "ghp_canary", LOG_LEVEL: "debug" } },
      web: { url: "https://example.com/mcp", headers: { Authorization: "Bearer canary" } },
    });
    const { stdout, stderr } = await init("--json");
    expect(written()).not.toContain("canary");
    expect(written()).toContain('GITHUB_TOKEN: "${GITHUB_TOKEN}", LOG_LEVEL: "debug"');
    expect(written()).toContain('Authorization: "${WEB_AUTHORIZATION}"');
    expect(stdout + stderr).not.toContain("canary");
    expect(JSON.parse(stdout)).toMatchObject({
      schemaVersion: 1,
      ok: true,
      importedFrom: ".mcp.json",
      withheld: [
        { server: "github", place: "env.GITHUB_TOKEN", variable: "GITHUB_TOKEN" },
        { server: "web", place: "headers.Authorization", variable: "WEB_AUTHORIZATION" },
      ],
    });
  });

  test("hidden characters of a foreign file are visible in ours", async () => {
    writeMcpJson({
      a: { command: "run", args: ["x\u202ey", "t\u{e0041}g", "`${1}`", "*/ \u2028"] },
    });
    const { stderr } = await init();
    // eslint-disable-next-line no-control-regex
    expect(written() + stderr).not.toMatch(/[\u202e\u2028]|\udb40/);
    const [server] = (await loadConfig({ cwd })).servers;
    expect(server).toMatchObject({ args: ["x\u202ey", "t\u{e0041}g", "`${1}`", "*/ \u2028"] });
  });

  test("never overwrites without --force", async () => {
    writeFileSync(path.join(cwd, "codemode.config.ts"), "mine");
    const refused = await init();
    expect(refused.exitCode).toBe(2);
    expect(refused.stderr).toContain("CLI_FILE_EXISTS");
    expect(refused.stderr).toContain("--force");
    expect(written()).toBe("mine");
    expect((await init("--force")).exitCode).toBe(0);
    expect(written()).toContain("defineConfig");
  });

  test("does not write a second configuration beside one of another format", async () => {
    writeFileSync(path.join(cwd, "codemode.config.json"), "{}");
    const refused = await init("--force");
    expect(refused.exitCode).toBe(2);
    expect(refused.stderr).toContain("codemode.config.json");
    expect(existsSync(path.join(cwd, "codemode.config.ts"))).toBe(false);
  });

  test("a broken .mcp.json: exit 2, nothing written", async () => {
    writeFileSync(path.join(cwd, ".mcp.json"), "{");
    const refused = await init();
    expect(refused.exitCode).toBe(2);
    expect(refused.stderr).toContain("CONFIG_HOST_INVALID");
    expect(existsSync(path.join(cwd, "codemode.config.ts"))).toBe(false);
  });
});

describe("lists of other programs", () => {
  const put = (folder: string, file: string, text: string): void => {
    const target = path.join(folder, file);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, text);
  };
  const cursor = JSON.stringify({
    mcpServers: { notes: { command: "notes", args: ["--api-key", "canary"] } },
  });
  const codex = `[mcp_servers.tracker]\nurl = "https://tracker.example/mcp"\nbearer_token_env_var = "TRACKER"\n`;
  const keys = async (): Promise<string[]> =>
    (await loadConfig({ cwd, env })).servers.map(({ key }) => key);

  test("all of the project are taken, those of the user are named", async () => {
    writeMcpJson({ files: { command: "files" } });
    put(cwd, ".vscode/mcp.json", `{ "servers": { "web": { "url": "https://x.example" }, } }`);
    put(home, ".cursor/mcp.json", cursor);
    const { exitCode, stderr } = await init("--yes");
    expect(exitCode).toBe(0);
    expect(await keys()).toEqual(["files", "web"]);
    expect(stderr).toContain("files: files  (.mcp.json)");
    expect(stderr).toContain("web: https://x.example  (.vscode/mcp.json)");
    expect(stderr).toContain(
      "Not taken: ~/.cursor/mcp.json (Cursor): notes. Take it with `--from ~/.cursor/mcp.json`.",
    );
  });

  test("--from takes files and programs, secrets in arguments excepted", async () => {
    put(home, ".cursor/mcp.json", cursor);
    put(home, ".codex/config.toml", codex);
    const { exitCode, stdout } = await init(
      "--from",
      "~/.cursor/mcp.json",
      "--from",
      "codex",
      "--json",
    );
    expect(exitCode).toBe(0);
    expect(await keys()).toEqual(["notes", "tracker"]);
    expect(written()).not.toContain("canary");
    expect(written()).toContain('"--api-key", "${NOTES_API_KEY}"');
    expect(JSON.parse(stdout)).toMatchObject({
      importedFrom: "~/.cursor/mcp.json, ~/.codex/config.toml",
      servers: [{ key: "notes", from: "~/.cursor/mcp.json" }, { key: "tracker" }],
      withheld: [{ server: "notes", place: "args[1]", variable: "NOTES_API_KEY" }],
    });
  });

  test("--from something that is not there", async () => {
    const { exitCode, stderr } = await init("--from", "windsurf");
    expect(exitCode).toBe(2);
    expect(stderr).toContain("CONFIG_IMPORT_MISSING");
    expect(existsSync(path.join(cwd, "codemode.config.ts"))).toBe(false);
  });

  test("of two servers of one name, the first is taken and the other named", async () => {
    writeMcpJson({ notes: { command: "mine" } });
    put(cwd, ".cursor/mcp.json", cursor);
    const { stderr } = await init();
    expect((await loadConfig({ cwd, env })).servers).toMatchObject([{ command: "mine" }]);
    expect(stderr).toContain(".mcp.json has another one of that name");
  });

  test("a broken list of the user is passed over, one of the project is not", async () => {
    put(home, ".cursor/mcp.json", "{");
    const passed = await init();
    expect(passed.exitCode).toBe(0);
    expect(passed.stderr).toContain("~/.cursor/mcp.json was passed over");
    put(cwd, ".vscode/mcp.json", "{");
    expect((await init("--force")).exitCode).toBe(2);
  });

  const answers: [string, string, string[]][] = [
    ["nothing: those of the project", "", ["files"]],
    ["a number", "2", ["notes"]],
    ["several", "1, 2", ["files", "notes"]],
    ["all", "all", ["files", "notes", "tracker"]],
  ];
  test.each(answers)("a terminal is asked: %s", async (_name, answer, want) => {
    writeMcpJson({ files: { command: "files" } });
    put(home, ".cursor/mcp.json", cursor);
    put(home, ".codex/config.toml", codex);
    const { exitCode, stderr } = await atTerminal(["init"], [answer], { cwd, env });
    expect(exitCode).toBe(0);
    expect(stderr).toContain("  2  ~/.cursor/mcp.json (Cursor): notes\n");
    expect(await keys()).toEqual(want);
  });
});
