import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { HostServerConfig } from "../../../src/config/hosts/types.ts";
import { ImportOrigin } from "../../../src/config/import-origin.ts";
import { validateConfig } from "../../../src/config/schema.ts";
import {
  textForLogs,
  trustRequest,
  type ImportedTemplate,
  type TrustRequest,
} from "../../../src/config/trust/request.ts";
import { withholdSecrets } from "../../../src/config/withhold-secrets.ts";

let root: string;
beforeEach(() => {
  root = realpathSync(mkdtempSync(path.join(tmpdir(), "codemode-trust-")));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** As an import makes it. */
function imported(config: HostServerConfig, secretEnv: string[] = []): ImportedTemplate {
  const { server, values } = withholdSecrets("a", config, secretEnv);
  const validated = validateConfig({ servers: { a: server } });
  const template = validated.ok ? validated.config.servers[0] : undefined;
  if (template === undefined || template.transport === "openapi")
    throw new Error(JSON.stringify(validated));
  return { template, origin: new ImportOrigin(".mcp.json", ".mcp.json", values) };
}

const ask = (config: HostServerConfig): TrustRequest => trustRequest(imported(config), root);

const BASE = {
  command: "npx",
  args: ["-y", "server", "--port=1"],
  env: { MODE: "fast", API_TOKEN: "canary-one" },
  cwd: "sub",
};
const REMOTE = { url: "https://example.com/mcp", headers: { "X-A": "1", "X-Key": "canary-one" } };

const changes: [string, { before: HostServerConfig; after: HostServerConfig }][] = [
  ["the command", { before: BASE, after: { ...BASE, command: "npx " } }],
  [
    "a character of an argument",
    { before: BASE, after: { ...BASE, args: ["-y", "server", "--port=2"] } },
  ],
  [
    "where arguments are cut",
    { before: BASE, after: { ...BASE, args: ["-y", "server --port=1"] } },
  ],
  ["one argument more", { before: BASE, after: { ...BASE, args: [...BASE.args, ""] } }],
  [
    "the name of a variable",
    { before: BASE, after: { ...BASE, env: { MODES: "fast", API_TOKEN: "canary-one" } } },
  ],
  [
    "a variable more",
    { before: BASE, after: { ...BASE, env: { ...BASE.env, LD_PRELOAD: "./e.so" } } },
  ],
  [
    "what a variable does",
    { before: BASE, after: { ...BASE, env: { ...BASE.env, MODE: "slow" } } },
  ],
  ["the folder", { before: BASE, after: { ...BASE, cwd: "other" } }],
  ["the URL", { before: REMOTE, after: { ...REMOTE, url: "https://example.org/mcp" } }],
  ["a header", { before: REMOTE, after: { ...REMOTE, headers: { "X-B": "1" } } }],
  ["the transport", { before: REMOTE, after: { ...REMOTE, transport: "sse" } }],
  [
    "a secret in the arguments, which could as well be code",
    {
      before: { ...BASE, args: ["--token", "canary-one"] },
      after: { ...BASE, args: ["--token", "canary-two"] },
    },
  ],
];

describe("C2: what a yes is bound to", () => {
  test.each(changes)("%s", (_name, { before, after }) => {
    expect(ask(before).hash).toMatch(/^[0-9a-f]{64}$/);
    expect(ask(before).hash).toBe(ask(before).hash);
    expect(ask(after).hash).not.toBe(ask(before).hash);
  });

  test("not to the value of a secret variable or header, which may be renewed", () => {
    const renewed = { ...BASE, env: { ...BASE.env, API_TOKEN: "canary-two" } };
    expect(ask(renewed).hash).toBe(ask(BASE).hash);
    const headers = { ...REMOTE.headers, "X-Key": "canary-two" };
    expect(ask({ ...REMOTE, headers }).hash).toBe(ask(REMOTE).hash);
  });
});

describe("what is shown", () => {
  test("everything, on lines of their own", () => {
    const { text, hash } = ask(BASE);
    expect(text.split("\n")).toEqual([
      "  command  npx -y server --port=1",
      "  folder   sub",
      "  env      API_TOKEN (its value is in the file)",
      "  env      MODE=fast",
      `  hash     ${hash}`,
    ]);
    expect(ask(REMOTE).text).toContain("  url      https://example.com/mcp\n");
    expect(ask(REMOTE).text).not.toContain("canary");
  });

  test("C3: no launcher is known well enough to be cut short", () => {
    const { text } = ask({ command: "npx", args: ["-y", "pkg", "-c", "touch /tmp/canary"] });
    expect(text).toContain('npx -y pkg -c "touch /tmp/canary"');
  });

  const hidden: [string, string, string][] = [
    ["C4: an escape and a return", "a\u001b[2K\rsafe", '"a\\u{1b}[2K\\u{d}safe"'],
    ["bidi", "a\u202eb", '"a\\u{202e}b"'],
    ["zero width", "a\u200bb", '"a\\u{200b}b"'],
    ["a line end", "a\nhash", '"a\\u{a}hash"'],
    ["a space that is none", "a\u00a0b\u3164c", '"a\\u{a0}b\\u{3164}c"'],
    ["a combining mark", "a\u0301", '"a\\u{301}"'],
    ["tags", "a\u{e0041}", '"a\\u{e0041}"'],
    ["a quote and a backslash", 'a" \\', '"a\\" \\\\"'],
    ["what looks like an escape of ours", "\\u{202e}", '"\\\\u{202e}"'],
    ["a letter of another script among ours", "server-g\u0456thub", '"server-g\\u{456}thub"'],
    ["a sign that is the letter", "\u212aey", '"\\u{212a}ey"'],
    [
      "words of another script",
      "\u0441\u0435\u0440\u0432\u0435\u0440-1",
      '"\u0441\u0435\u0440\u0432\u0435\u0440-1"',
    ],
    ["accents", "d\u00e9mo", '"d\u00e9mo"'],
    ["nothing", "", '""'],
  ];

  test.each(hidden)("%s", (_name, argument, shown) => {
    const [command] = ask({ command: "x", args: [argument] }).text.split("\n");
    expect(command).toBe(`  command  x ${shown}`);
  });

  test("which host is meant, where another script looks like ours", () => {
    const host = "\u0441\u043e\u0441\u043e.com";
    expect(ask({ url: `https://${host}/mcp` }).text).toContain("  host     xn--n1aahb.com\n");
    const { text } = ask({ command: "npx", args: ["mcp-remote", `--url=https://a@${host}:1/x`] });
    expect(text).toContain("  host     xn--n1aahb.com:1\n");
    expect(ask({ url: "https://g\u0456thub.com/mcp" }).text.split("\n").slice(0, 2)).toEqual([
      "  url      https://g\\u{456}thub.com/mcp",
      "  host     xn--gthub-n2e.com",
    ]);
    expect(ask(REMOTE).text).not.toContain("  host ");
  });

  test("C5: 100,000 characters in full", () => {
    const argument = `${"x".repeat(99_990)}end`;
    expect(ask({ command: "x", args: [argument] }).text).toContain(argument);
  });

  test("C6: where a link leads, which is part of the hash", () => {
    mkdirSync(path.join(root, "bin"));
    for (const target of ["evil", "good"]) writeFileSync(path.join(root, target), "");
    symlinkSync("../evil", path.join(root, "bin/srv"));
    const evil = ask({ command: "./bin/srv" });
    expect(evil.text).toContain("  which is evil\n");
    rmSync(path.join(root, "bin/srv"));
    symlinkSync("../good", path.join(root, "bin/srv"));
    expect(ask({ command: "./bin/srv" }).hash).not.toBe(evil.hash);
    rmSync(path.join(root, "bin/srv"));
    writeFileSync(path.join(root, "bin/srv"), "");
    expect(ask({ command: "./bin/srv" }).text).not.toContain("which is");
  });

  test("C7: variables that decide which code runs, with their values", () => {
    const env = { LD_PRELOAD: "./e.so", NODE_OPTIONS: "--require ./e.js", PATH: "." };
    const { text } = ask({ command: "x", env });
    expect(text).toContain("env      LD_PRELOAD=./e.so\n");
    expect(text).toContain('env      NODE_OPTIONS="--require ./e.js"\n');
    expect(text).toContain("env      PATH=.\n");
  });

  test("C7: also when they look like a secret, which is shown in the question and part of the hash", () => {
    const token = (last: string): HostServerConfig => ({
      command: "x",
      env: { NODE_OPTIONS: `--require ./ghp_canary0123456789abcdefgh${last}.js` },
    });
    expect(ask(token("a")).text).toContain("./ghp_canary0123456789abcdefgha.js");
    expect(ask(token("a")).hash).not.toBe(ask(token("b")).hash);
    const logged = textForLogs(imported(token("a")), root);
    expect(logged).toContain('env      NODE_OPTIONS="--require ./${A_TOKEN}.js"');
  });

  test.each(["npm_config_cache", "HTTPS_PROXY", "AWS_CONFIG_FILE", "PYTHONBREAKPOINT"])(
    "C7: %s is one of them",
    (name) => {
      const value = (end: string): HostServerConfig => ({
        command: "x",
        env: { [name]: `./ghp_canary0123456789abcdefgh${end}` },
      });
      expect(ask(value("a")).hash).not.toBe(ask(value("b")).hash);
    },
  );

  test("C7: a token of npm is none, and stays out of the template", () => {
    const value = (end: string): HostServerConfig => ({
      command: "x",
      env: { NPM_CONFIG__AUTH: `canary${end}` },
    });
    expect(JSON.stringify(imported(value("a")).template)).not.toContain("canary");
    expect(ask(value("a")).hash).toBe(ask(value("b")).hash);
  });

  test("C7: a setting of an envFile is bound like any other, and shown in the question only", () => {
    const given = (plugin: string, token: string): ImportedTemplate =>
      imported({ command: "x", env: { PLUGIN: plugin, API_TOKEN: token } }, [
        "PLUGIN",
        "API_TOKEN",
      ]);
    const hash = (plugin: string, token: string): string =>
      trustRequest(given(plugin, token), root).hash;
    expect(hash("./evil.js", "canary")).not.toBe(hash("./good.js", "canary"));
    expect(hash("./good.js", "canary-two")).toBe(hash("./good.js", "canary"));
    expect(trustRequest(given("./good.js", "canary"), root).text).toContain("PLUGIN=./good.js\n");
    expect(textForLogs(given("./good.js", "canary"), root)).toContain("PLUGIN=${PLUGIN}\n");
  });

  test("a question shows secrets of the arguments, which hide nothing else; a log does not", () => {
    const given = imported({ command: "x", args: ["--token", "$(canary)"] });
    expect(trustRequest(given, root).text).toContain('--token "$(canary)"');
    expect(textForLogs(given, root)).toContain("--token ${A_TOKEN}");
    expect(textForLogs(given, root)).toContain(trustRequest(given, root).hash);
  });

  test("the hash is the same in every checkout", () => {
    const other = mkdtempSync(path.join(tmpdir(), "codemode-other-"));
    try {
      expect(trustRequest(imported(BASE), other).hash).toBe(ask(BASE).hash);
    } finally {
      rmSync(other, { recursive: true });
    }
  });
});
