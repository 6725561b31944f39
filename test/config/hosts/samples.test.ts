import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { HOST_FORMATS } from "../../../src/config/hosts/formats.ts";
import type { HostFormat, HostServerConfig, HostServers } from "../../../src/config/hosts/types.ts";

const SAMPLES = path.resolve(import.meta.dirname, "../../../fixtures/hosts");

async function readSample(format: HostFormat, file: string): Promise<HostServers> {
  const entry = HOST_FORMATS.find((one) => one.format === format);
  if (entry === undefined) throw new Error(format);
  const text = readFileSync(path.join(SAMPLES, format, file), "utf8");
  const context = {
    projectDir: "/home/me/project",
    home: "/home/me",
    platform: "linux",
  } as const;
  return (await entry.load())(file, text, context);
}

interface Want {
  servers: Record<string, HostServerConfig>;
  /** Parts of what is said, in order. */
  said?: string[];
}

const samples: [HostFormat, string, Want][] = [
  [
    "mcp-json",
    ".mcp.json",
    {
      servers: {
        files: {
          command: "npx",
          args: ["-y", "@modelcontextprotocol/server-filesystem", "${FILES_ROOT:-.}"],
          env: { LOG_LEVEL: "debug" },
          timeouts: { callMs: 30_000 },
        },
        issues: {
          url: "${ISSUES_URL:-https://issues.example.com}/mcp",
          headers: { Authorization: "Bearer ${ISSUES_TOKEN}" },
        },
        older: { url: "https://older.example.com/sse", transport: "sse" },
        "signed-in": {
          url: "https://signed.example.com/mcp",
          auth: {
            type: "oauth",
            clientId: "my-client",
            redirectPort: 8765,
            scopes: ["read", "write"],
          },
        },
      },
      said: [
        '"helped" was left out: `headersHelper` is a command',
        '"socket" was left out: the transport `type` "ws" is not spoken',
      ],
    },
  ],
  [
    "claude-code",
    ".claude.json",
    {
      servers: {
        database: {
          command: "npx",
          args: ["-y", "database-server"],
          env: { DATABASE_URL: "postgres://me:canary-password@localhost/app" },
        },
        notes: { command: "notes-server", args: [], env: {} },
        tracker: { url: "https://own-tracker.example.com/mcp" },
      },
    },
  ],
  [
    "claude-desktop",
    "claude_desktop_config.json",
    {
      servers: {
        filesystem: {
          command: "npx",
          args: ["-y", "@modelcontextprotocol/server-filesystem", "/Users/me/Desktop"],
        },
        hopeful: { command: "hopeful-server", args: ["--root", "${HOME}/notes"] },
        weather: {
          command: "uv",
          args: ["--directory", "/Users/me/weather", "run", "weather.py"],
          env: { WEATHER_API_KEY: "canary-weather" },
        },
      },
      said: ["`${HOME}` is taken from the environment, which Claude Desktop does not do"],
    },
  ],
  [
    "cursor",
    "mcp.json",
    {
      servers: {
        local: {
          command: "./bin/server",
          args: ["--root", ".", "--name=project"],
          env: { API_KEY: "${MY_KEY}", CACHE: "${HOME}/.cache" },
        },
        remote: { url: "https://remote.example.com/mcp", headers: { "X-Team": "${TEAM}" } },
        "with-a-client": {
          url: "https://client.example.com/mcp",
          auth: { type: "oauth", clientId: "abc", scopes: ["read"] },
        },
        "with-a-secret": { url: "https://secret.example.com/mcp" },
      },
      said: ["`${workspaceFolder}` became a path", "its client secret is not taken over"],
    },
  ],
  [
    "vscode",
    "mcp.json",
    {
      servers: {
        boxed: { command: "boxed-server", args: ["../../data"], cwd: "packages/boxed" },
        memory: { command: "npx", args: ["-y", "@modelcontextprotocol/server-memory"] },
        remote: {
          url: "https://remote.example.com/mcp",
          headers: { Authorization: "Bearer ${SEARCH_KEY}" },
        },
        search: {
          command: "npx",
          args: ["-y", "search-server", "--region", "${REGION}"],
          env: { SEARCH_KEY: "${SEARCH_KEY}" },
        },
      },
      said: [
        '"boxed": `${workspaceFolder}` became a path',
        '"boxed": it runs without the sandbox',
        '"of a command" was left out: `${input:computed}` is nothing',
        '"of settings" was left out: `${config:server.path}` is nothing',
        '"on a socket" was left out: servers.on-a-socket.url: must begin with https://',
        '"remote": what VS Code asks for is taken from the environment variable SEARCH_KEY',
        '"search": what VS Code asks for is taken from the environment variable SEARCH_KEY',
        '"search": its `envFile` ${workspaceFolder}/.env is not there',
        '"search": what VS Code asks for is taken from the environment variable REGION',
      ],
    },
  ],
  [
    "codex",
    "config.toml",
    {
      servers: {
        context: {
          command: "npx",
          args: ["-y", "context-server"],
          env: {
            LOCAL_TOKEN: "${LOCAL_TOKEN}",
            OTHER_TOKEN: "${OTHER_TOKEN}",
            MODE: "fast",
          },
          timeouts: { connectMs: 20_000, callMs: 45_500 },
          include: ["search", "read\\*"],
        },
        figures: {
          url: "https://figures.example.com/mcp",
          headers: {
            "X-Region": "us-east-1",
            "X-Team": "${FIGURES_TEAM}",
            Authorization: "Bearer ${FIGURES_TOKEN}",
          },
          exclude: ["delete"],
        },
        signed: {
          url: "https://signed.example.com/mcp",
          auth: { type: "oauth", clientId: "codex-client", scopes: ["read", "write"] },
        },
      },
      said: [
        '"elsewhere" was left out: `experimental_environment` is nothing that codemode knows',
        '"far" was left out: `env_vars` has an entry',
        '"off" was left out: it is disabled in Codex',
      ],
    },
  ],
  [
    "windsurf",
    "mcp_config.json",
    {
      servers: {
        github: {
          command: "npx",
          args: ["-y", "@modelcontextprotocol/server-github"],
          env: { GITHUB_PERSONAL_ACCESS_TOKEN: "ghp_canary0123456789abcdefghij" },
        },
        remote: {
          url: "https://remote.example.com/mcp",
          headers: { API_KEY: "Bearer ${AUTH_TOKEN}" },
          exclude: ["drop_table"],
        },
      },
      said: [
        '"of a file" was left out: `${file:/home/me/.token}` is nothing that codemode knows',
        '"off" was left out: it is disabled in Windsurf',
      ],
    },
  ],
  [
    "server-json",
    "npm.json",
    {
      servers: {
        searcher: {
          command: "npx",
          args: [
            "-y",
            "@example/searcher@1.0.2",
            "start",
            "${SEARCHER_TARGET_DIR}",
            "--mode",
            "${SEARCHER_MODE:-local}",
          ],
          env: { SEARCHER_KEY: "${SEARCHER_KEY}", LOG_LEVEL: "${LOG_LEVEL:-info}" },
        },
      },
      said: [
        "there is also the remote https://searcher.example.com/mcp, the remote https://searcher.example.com/sse",
        "it could also be given PROXY_TOKEN, SEARCHER_PORT",
      ],
    },
  ],
  [
    "server-json",
    "oci.json",
    {
      servers: {
        databases: {
          command: "docker",
          args: [
            "run",
            "-i",
            "--rm",
            "-e",
            "DB_PASSWORD",
            "--mount",
            "type=bind,src=${DATABASES_SOURCE_PATH},dst=${DATABASES_TARGET_PATH:-/project}",
            "ghcr.io/example/databases:3.1.0",
          ],
          env: { DB_PASSWORD: "${DB_PASSWORD}" },
        },
      },
    },
  ],
  [
    "server-json",
    "first-form.json",
    {
      servers: {
        sample: { command: "dnx", args: ["Example.Sample@0.4.0-beta", "--yes", "--", "mcp"] },
      },
      said: [
        "has to be downloaded, which codemode does not do",
        'there is also the package "sample-server" ("pypi")',
      ],
    },
  ],
  [
    "server-json",
    "remote.json",
    {
      servers: {
        analytics: {
          url: "https://${ANALYTICS_TENANT}.analytics.example.com/mcp",
          headers: {
            Authorization: "Bearer ${ANALYTICS_API_KEY}",
            "X-Region": "${ANALYTICS_X_REGION:-us-east-1}",
          },
        },
      },
      said: ["it could also be given ANALYTICS_X_TRACE"],
    },
  ],
];

describe("samples", () => {
  test.each(samples)("%s: %s", async (format, file, { servers, said = [] }) => {
    const read = await readSample(format, file);
    expect(Object.fromEntries(read.servers.map(({ key, config }) => [key, config]))).toEqual(
      servers,
    );
    expect(read.diagnostics.map(({ message }) => message)).toEqual(
      said.map((part) => expect.stringContaining(part)),
    );
  });
});

test("the samples name every format", () => {
  expect(new Set(samples.map(([format]) => format))).toEqual(
    new Set(HOST_FORMATS.map(({ format }) => format)),
  );
});
