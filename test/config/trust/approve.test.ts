import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { resolveServers } from "../../../src/config/interpolate.ts";
import { loadConfig } from "../../../src/config/load.ts";
import { approveServers, type TrustOptions } from "../../../src/config/trust/approve.ts";
import type { TrustRequest } from "../../../src/config/trust/request.ts";
import type { CodemodeError } from "../../../src/diagnostics/error.ts";
import type { LoadedConfig } from "../../../src/config/template.ts";

let root: string;
let home: string;
let env: Record<string, string>;

beforeEach(() => {
  const base = realpathSync(mkdtempSync(path.join(tmpdir(), "codemode-approve-")));
  root = path.join(base, "project");
  home = path.join(base, "home");
  mkdirSync(root);
  mkdirSync(home);
  env = { HOME: home };
  writeFileSync(
    path.join(root, "codemode.config.json"),
    JSON.stringify({ servers: { list: { importFrom: ".mcp.json" }, own: { command: "own" } } }),
  );
  writeList(["--port", "1"]);
});
afterEach(() => rmSync(path.dirname(root), { recursive: true, force: true }));

function writeList(args: string[]): void {
  const mcpServers = { files: { command: "files-server", args, env: { API_KEY: "canary-1" } } };
  writeFileSync(path.join(root, ".mcp.json"), JSON.stringify({ mcpServers }));
}

const load = (): Promise<LoadedConfig> => loadConfig({ cwd: root, env });

async function approve(options: TrustOptions = {}): Promise<{
  config: LoadedConfig;
  asked: TrustRequest[];
  diagnostics: string[];
}> {
  const config = await load();
  const asked: TrustRequest[] = [];
  const onTrust = (request: TrustRequest): boolean | "remember" => {
    asked.push(request);
    return options.onTrust?.(request) as boolean | "remember";
  };
  const diagnostics = await approveServers(config, config.servers, env, {
    ...options,
    ...(options.onTrust === undefined ? {} : { onTrust }),
  });
  return { config, asked, diagnostics: diagnostics.map(({ message }) => message) };
}

const started = ({ servers }: LoadedConfig): string[] =>
  resolveServers(servers, env).map(({ key }) => key);

const recordFiles = (): string[] => {
  const folder = path.join(home, ".config/codemode/trust");
  return existsSync(folder) ? readdirSync(folder).map((name) => path.join(folder, name)) : [];
};

describe("T1: who may be started", () => {
  test("nobody said anything: not an imported server, but one of the configuration itself", async () => {
    const { config } = await approve();
    const own = config.servers.filter(({ origin }) => origin === undefined);
    expect(resolveServers(own, env).map(({ key }) => key)).toEqual(["own"]);
    expect(() => started(config)).toThrow(expect.objectContaining({ code: "CONFIG_NOT_TRUSTED" }));
  });

  test("who loads a configuration and asks nobody is refused as well", async () => {
    const config = await load();
    expect(() => started(config)).toThrow("files-server --port 1");
  });

  test("a yes holds for this process", async () => {
    const { config } = await approve({ onTrust: () => true });
    expect(started(config)).toEqual(["files", "own"]);
    expect(recordFiles()).toEqual([]);
    expect((await approve({ onTrust: () => false })).asked.length).toBe(1);
  });

  test("a hash that is given, and no other", async () => {
    const { asked } = await approve({ onTrust: () => false });
    const hash = asked[0]?.hash ?? "";
    expect(started((await approve({ trust: [hash] })).config)).toEqual(["files", "own"]);
    const other = hash.replace(/^./, (first) => (first === "0" ? "1" : "0"));
    const refused = await approve({ trust: [other, hash.slice(0, 32), ""] });
    expect(() => started(refused.config)).toThrow("nobody has said yes");
  });

  test("C2: a yes that is kept holds until a character changes", async () => {
    await approve({ onTrust: () => "remember" });
    const again = await approve({ onTrust: () => false });
    expect(again.asked).toEqual([]);
    expect(started(again.config)).toEqual(["files", "own"]);
    writeList(["--port", "2"]);
    const changed = await approve({ onTrust: () => false });
    expect(changed.asked.length).toBe(1);
    expect(() => started(changed.config)).toThrow("--port 2");
    writeList(["--port", "1"]);
    expect(started(await load())).toEqual(["files", "own"]);
  });

  test("not in another project, and not for a server of another name", async () => {
    await approve({ onTrust: () => "remember" });
    const list = readFileSync(path.join(root, ".mcp.json"), "utf8");
    writeFileSync(path.join(root, ".mcp.json"), list.replace('"files"', '"other"'));
    expect((await approve({ onTrust: () => false })).asked.length).toBe(1);
  });
});

describe("where a yes is kept", () => {
  test("in the user's own folder, for the owner only, without secrets", async () => {
    await approve({ onTrust: () => "remember" });
    const [file = "", ...others] = recordFiles();
    expect(others).toEqual([]);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(path.dirname(file)).mode & 0o777).toBe(0o700);
    expect(readFileSync(file, "utf8")).not.toContain("canary");
    expect(readdirSync(root).toSorted()).toEqual([".mcp.json", "codemode.config.json"]);
  });

  test("one that others may write is not believed", async () => {
    await approve({ onTrust: () => "remember" });
    const [file = ""] = recordFiles();
    chmodSync(file, 0o622);
    const { asked, diagnostics } = await approve({ onTrust: () => false });
    expect(asked.length).toBe(1);
    expect(diagnostics).toEqual([expect.stringContaining("may be written by others")]);
  });

  test("nor one that is a link, or is broken", async () => {
    await approve({ onTrust: () => "remember" });
    const [file = ""] = recordFiles();
    const text = readFileSync(file, "utf8");
    writeFileSync(path.join(root, "record.json"), text, { mode: 0o600 });
    rmSync(file);
    symlinkSync(path.join(root, "record.json"), file);
    expect((await approve({ onTrust: () => false })).asked.length).toBe(1);
    rmSync(file);
    writeFileSync(file, text.slice(0, -20), { mode: 0o600 });
    expect((await approve({ onTrust: () => false })).asked.length).toBe(1);
  });

  test("a repository brings no yes of its own, wherever the folder is said to be", async () => {
    env = { HOME: home, XDG_CONFIG_HOME: path.join(root, "config") };
    const { diagnostics } = await approve({ onTrust: () => "remember" });
    expect(diagnostics).toEqual([expect.stringContaining("would lie in the project itself")]);
    expect(existsSync(path.join(root, "config"))).toBe(false);
  });
});

test("a refusal names the flag and shows no secret", async () => {
  writeList(["--token", "canary-token"]);
  const config = await load();
  const said: unknown[] = [];
  try {
    resolveServers(config.servers, env);
  } catch (error) {
    said.push(...(error as CodemodeError).diagnostics);
  }
  const text = JSON.stringify(said);
  expect(text).toMatch(/pass `--trust [0-9a-f]{64}`/);
  expect(text).toContain("--token ${FILES_TOKEN}");
  expect(text).toContain("look at it in .mcp.json");
  expect(text).not.toContain("canary");
});
