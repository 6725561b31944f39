import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { loadConfig } from "../../src/config/load.ts";
import { runInProcess, type CliOutcome } from "./harness.ts";

let cwd: string;
beforeEach(() => {
  cwd = mkdtempSync(path.join(tmpdir(), "codemode-init-"));
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

const init = (...args: string[]): Promise<CliOutcome> => runInProcess(["init", ...args], { cwd });
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
