import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { inspect } from "node:util";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { importFrom } from "../../src/config/define.ts";
import { resolveServers } from "../../src/config/interpolate.ts";
import { loadConfig } from "../../src/config/load.ts";
import { lockSource, type LoadedConfig } from "../../src/config/template.ts";
import { CodemodeError } from "../../src/diagnostics/error.ts";

let root: string;
let home: string;

beforeEach(() => {
  const base = realpathSync(mkdtempSync(path.join(tmpdir(), "codemode-imports-")));
  root = path.join(base, "project");
  home = path.join(base, "home");
  write(".mcp.json", {
    mcpServers: { files: { command: "files" }, web: { url: "https://x.example" } },
  });
});
afterEach(() => rmSync(path.dirname(root), { recursive: true, force: true }));

function write(file: string, value: unknown, folder: string = root): void {
  const target = path.join(folder, file);
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(target, typeof value === "string" ? value : JSON.stringify(value));
}

function load(servers?: object): Promise<LoadedConfig> {
  if (servers !== undefined) write("codemode.config.json", { servers });
  return loadConfig({ cwd: root, env: { HOME: home } });
}

const keys = ({ servers }: LoadedConfig): string[] => servers.map(({ key }) => key);

async function refusal(loading: Promise<unknown>): Promise<string[]> {
  const error: unknown = await loading.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof CodemodeError)) throw new Error("it was not refused", { cause: error });
  return error.diagnostics.map(({ code, message }) => `${code}: ${message}`);
}

describe("forms", () => {
  const own = `mine: { command: "mine" }`;
  const forms: [string, string, string][] = [
    [
      "a spread",
      "codemode.config.ts",
      `import { defineConfig, importFrom } from "codemode";
       export default defineConfig({ servers: { ...importFrom(".mcp.json"), ${own} } });`,
    ],
    [
      "a spread in a configuration that has to be run",
      "codemode.config.ts",
      `import { defineConfig, importFrom } from "codemode";
       const file = [".mcp", "json"].join(".");
       export default defineConfig({ servers: { ...importFrom(file), ${own} } });`,
    ],
    [
      "data",
      "codemode.config.json",
      `{ "servers": { "any": { "importFrom": ".mcp.json" }, "mine": { "command": "mine" } } }`,
    ],
  ];

  test.each(forms)("%s", async (_name, file, text) => {
    write(file, text);
    const config = await load();
    expect(keys(config)).toEqual(["files", "mine", "web"]);
    expect(config.servers.map(({ origin }) => origin?.file)).toEqual([
      ".mcp.json",
      undefined,
      ".mcp.json",
    ]);
  });

  test("all servers of a program, of the project and of the user", async () => {
    const tracker = { type: "http", url: "https://tracker.example" };
    write(".claude.json", { mcpServers: { tracker, files: { command: "other" } } }, home);
    const config = await load(importFrom("claude-code"));
    expect(keys(config)).toEqual(["files", "tracker", "web"]);
    expect(config.servers[0]).toMatchObject({ command: "files" });
    expect(config.servers[1]?.origin?.file).toBe("~/.claude.json");
  });
});

describe("which servers", () => {
  const choices: [string, object, string[]][] = [
    ["only these", { servers: ["web"] }, ["web"]],
    ["all but these", { except: ["web"] }, ["files"]],
    ["by another name", { rename: { web: "site" } }, ["files", "site"]],
  ];
  test.each(choices)("%s", async (_name, options, want) => {
    expect(keys(await load({ a: { importFrom: ".mcp.json", ...options } }))).toEqual(want);
  });

  test("one of the configuration wins, and that is said", async () => {
    const config = await load({ a: { importFrom: ".mcp.json" }, Files: { command: "mine" } });
    expect(keys(config)).toEqual(["Files", "web"]);
    expect(config.diagnostics).toMatchObject([
      { code: "CONFIG_IMPORT_OVERRIDDEN", severity: "info" },
    ]);
  });

  test("two imports of one name: refused, with the way out, which works", async () => {
    write(".cursor/mcp.json", { mcpServers: { files: { command: "other" } } });
    const two = { a: { importFrom: ".mcp.json" }, b: { importFrom: ".cursor/mcp.json" } };
    expect(await refusal(load(two))).toEqual([
      "CONFIG_IMPORT_CONFLICT: Both .mcp.json and .cursor/mcp.json have a server `files`.",
    ]);
    const renamed = { ...two, b: { ...two.b, rename: { files: "cursor-files" } } };
    expect(keys(await load(renamed))).toEqual(["cursor-files", "files", "web"]);
  });
});

describe("refused", () => {
  const wrong: [string, object, RegExp][] = [
    ["no such file", { importFrom: "none.json" }, /^CONFIG_IMPORT_MISSING: There is no none\.json/],
    ["no such list of a program", { importFrom: "windsurf" }, /^CONFIG_IMPORT_MISSING/],
    ["no such server", { importFrom: ".mcp.json", except: ["wob"] }, /names the server "wob"/],
    ["an option that is none", { importFrom: ".mcp.json", only: [] }, /`only` is not an option/],
    ["no file", { importFrom: 1 }, /`importFrom` must be a file/],
    ["a folder", { importFrom: "." }, /^CONFIG_HOST_INVALID: . is not a regular file/],
    [
      "a name that is no key",
      { importFrom: ".mcp.json", rename: { web: "a/b" } },
      /the key must be/,
    ],
  ];
  test.each(wrong)("%s", async (_name, entry, want) => {
    expect((await refusal(load({ a: entry })))[0]).toMatch(want);
  });

  test("a list none of whose servers can be taken: why is said", async () => {
    write(".mcp.json", { mcpServers: { a: { type: "ws", url: "wss://x" } } });
    const said = await refusal(load({ a: { importFrom: ".mcp.json" } }));
    expect(said[0]).toContain("must have a server");
    expect(said[1]).toContain('"ws" is not spoken');
  });
});

test("literal secrets: withheld from whatever is written or shown, known to redaction, and used", async () => {
  write(".mcp.json", {
    mcpServers: {
      db: {
        command: "db",
        args: ["postgres://me:canary-pass@localhost/app", "--api-key=canary-key"],
        env: { DB_TOKEN: "canary-token", MODE: "fast" },
      },
      web: {
        url: "https://x.example/mcp?api_key=canary-query",
        headers: { Cookie: "canary-cookie" },
      },
    },
  });
  const config = await load({ a: { importFrom: ".mcp.json" } });
  expect(JSON.stringify(config)).not.toContain("canary");
  expect(inspect(config, { depth: 9, showHidden: true })).not.toContain("canary");
  expect(JSON.stringify(config.servers.map(lockSource))).not.toContain("canary");
  for (const { origin } of config.servers) origin?.trust();
  const [db, web] = resolveServers(config.servers, { DB_TOKEN: "of the environment" });
  expect(db).toMatchObject({
    args: ["postgres://me:canary-pass@localhost/app", "--api-key=canary-key"],
    env: { DB_TOKEN: "canary-token", MODE: "fast" },
  });
  expect(web).toMatchObject({
    url: "https://x.example/mcp?api_key=canary-query",
    headers: { Cookie: "canary-cookie" },
  });
  expect(db?.secrets.map(({ value }) => value)).toEqual(
    expect.arrayContaining(["canary-pass", "canary-key", "canary-token"]),
  );
});

test("values of an envFile are secrets, whatever they are called", async () => {
  write(
    ".env",
    `export PLAIN="canary value"\n# comment\nOTHER=2\nODD='canary \${HOME}'\nLD_PRELOAD=./e.so\n`,
  );
  write(".vscode/mcp.json", {
    servers: {
      a: {
        command: "x",
        envFile: "${workspaceFolder}/.env",
        env: { OTHER: "3", LD_PRELOAD: "./e.so" },
      },
    },
  });
  const { servers } = await load({ a: { importFrom: ".vscode/mcp.json" } });
  expect(JSON.stringify(servers)).not.toContain("canary");
  // C7: but for those that decide which code runs.
  expect(servers).toMatchObject([{ env: { LD_PRELOAD: "./e.so" } }]);
  for (const { origin } of servers) origin?.trust();
  expect(resolveServers(servers, {})).toMatchObject([
    { env: { PLAIN: "canary value", ODD: "canary ${HOME}", OTHER: "3" } },
  ]);
});

test.each([
  ["a private key", "-----BEGIN KEY-----\nb3canary\nQUFcanary==\n-----END KEY-----\n"],
  ["a token", "canaryQUFBQUFBQUFBQUFB1234==\n"],
  ["another name", "canary-name=1\n"],
])("nothing is shown of an envFile that is %s", async (_, text) => {
  write(".env", text);
  const envFile = "${workspaceFolder}/.env";
  write(".vscode/mcp.json", { servers: { a: { command: "x", envFile } } });
  const config = await load({ a: { importFrom: ".vscode/mcp.json" } });
  expect(config.servers).toMatchObject([{ env: {} }]);
  expect(config.diagnostics).toMatchObject([{ code: "CONFIG_HOST_NOTE" }]);
  expect(JSON.stringify(config)).not.toContain("canary");
});

test("a list in another folder means that folder", async () => {
  write("packages/a/.cursor/mcp.json", {
    mcpServers: { a: { command: "${workspaceFolder}/bin/a" }, b: { url: "https://x.example" } },
  });
  const { servers } = await load({ a: { importFrom: "packages/a/.cursor/mcp.json" } });
  expect(servers[0]).toMatchObject({ command: "./bin/a", cwd: "packages/a" });
});

test("C8: nothing but variables is expanded", async () => {
  const env = { TOKEN: "${SECRET:-$(id)}", OTHER: "`id` $HOME" };
  write(".mcp.json", { mcpServers: { a: { command: "x", args: ["$(id)"], env } } });
  const { servers } = await load({ z: { importFrom: ".mcp.json" } });
  for (const { origin } of servers) origin?.trust();
  expect(resolveServers(servers, { HOME: "/home" })).toMatchObject([
    { args: ["$(id)"], env: { TOKEN: "$(id)", OTHER: "`id` $HOME" } },
  ]);
});

test("C9: addresses that no server may have", async () => {
  const urls = [
    "file:///etc/passwd",
    "javascript:alert(1)",
    "http://169.254.169.254/",
    "https://[::ffff:169.254.169.254]/",
    "http://server.example/",
    "https://me:secret@server.example/",
  ];
  const listed = Object.fromEntries(urls.map((url, index) => [`s${index}`, { url }]));
  write(".mcp.json", { mcpServers: { ...listed, local: { url: "http://0x7f.1/" } } });
  const config = await load({ z: { importFrom: ".mcp.json" } });
  expect(keys(config)).toEqual(["local"]);
  expect(config.diagnostics?.length).toBe(urls.length);
});

describe("C12: lists that are none", () => {
  const lists: [string, string, RegExp][] = [
    [
      "a key that stands twice",
      `{"mcpServers":{"a":{"command":"x"},"a":{"command":"y"}}}`,
      /twice/,
    ],
    ["more than a megabyte", `{"mcpServers":{}}${" ".repeat(1_000_001)}`, /too large/],
    ["nesting without end", "[".repeat(100_000), /nested/],
  ];
  test.each(lists)("%s", async (_name, text, want) => {
    for (const file of [".mcp.json", ".vscode/mcp.json"]) {
      write(file, text);
      expect((await refusal(load({ a: { importFrom: file } })))[0]).toMatch(want);
    }
  });

  test("a byte order mark is passed over", async () => {
    write(".mcp.json", `\uFEFF{"mcpServers":{"a":{"command":"x"}}}`);
    expect(keys(await load({ a: { importFrom: ".mcp.json" } }))).toEqual(["a"]);
  });
});

test("C10, C11: names that are no keys, and a prototype", async () => {
  const names = ["../../x", "__proto__", "constructor", "a/b", "", "CON", "x".repeat(300), "Ａ"];
  const entries = names.map((name) => `${JSON.stringify(name)}: { "command": "x" }`);
  const text = `{ "mcpServers": { ${entries.join(", ")} }, "__proto__": { "trusted": true } }`;
  for (const [file, list] of [
    [".mcp.json", text],
    [".vscode/mcp.json", text.replace("mcpServers", "servers")],
  ] as const) {
    write(file, list);
    const config = await load({ z: { importFrom: file } });
    expect(keys(config)).toEqual(["a-b", "proto__", "x"]);
    expect(config.diagnostics?.map(({ code }) => code)).toEqual(
      Array.from({ length: 5 }, () => "CONFIG_HOST_SKIPPED"),
    );
  }
  expect(({} as { trusted?: unknown }).trusted).toBeUndefined();
});
