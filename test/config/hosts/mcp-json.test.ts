import { describe, expect, test } from "vitest";
import { parseMcpJson } from "../../../src/config/hosts/mcp-json.ts";

const CONTEXT = { projectDir: "/project", home: "/home/me", platform: "linux" } as const;

const read = (mcpServers: object): ReturnType<typeof parseMcpJson> =>
  parseMcpJson(".mcp.json", JSON.stringify({ mcpServers }), CONTEXT);

test("local and remote servers, templates kept", () => {
  const { servers, diagnostics } = read({
    github: {
      type: "http",
      url: "https://api.githubcopilot.com/mcp/",
      headers: { Authorization: "Bearer ${GITHUB_TOKEN}" },
    },
    "file system": {
      type: "stdio",
      command: "npx",
      args: ["-y", "@modelcontextprotocol/server-filesystem", "${ROOT:-.}"],
      env: { LEVEL: "debug" },
      disabled: false,
    },
    memory: { command: "memory-server" },
  });
  expect(diagnostics).toEqual([]);
  expect(servers).toEqual([
    {
      key: "file-system",
      name: "file system",
      config: {
        command: "npx",
        args: ["-y", "@modelcontextprotocol/server-filesystem", "${ROOT:-.}"],
        env: { LEVEL: "debug" },
      },
    },
    {
      key: "github",
      name: "github",
      config: {
        url: "https://api.githubcopilot.com/mcp/",
        headers: { Authorization: "Bearer ${GITHUB_TOKEN}" },
      },
    },
    { key: "memory", name: "memory", config: { command: "memory-server" } },
  ]);
});

const skipped: [string, { given: object; want: RegExp }][] = [
  ["a transport that is not spoken", { given: { type: "ws", url: "https://x" }, want: /type/ }],
  ["neither command nor url", { given: {}, want: /command/ }],
  ["a URL that is refused", { given: { url: "http://x.example" }, want: /url: must begin/ }],
  ["arguments that are no texts", { given: { command: "x", args: [1] }, want: /args/ }],
];

describe("what is left out, and why", () => {
  test.each(skipped)("%s", (_name, { given, want }) => {
    const { servers, diagnostics } = read({ fine: { command: "x" }, odd: given });
    expect(servers.map(({ key }) => key)).toEqual(["fine"]);
    expect(diagnostics).toMatchObject([{ code: "CONFIG_HOST_SKIPPED", severity: "warning" }]);
    expect(diagnostics[0]?.message).toMatch(want);
  });

  test("a name that leaves no key, and one that names two", () => {
    const { servers, diagnostics } = read({
      日本: { command: "x" },
      "a b": { command: "x" },
      "a-b": { command: "y" },
    });
    expect(servers).toEqual([{ key: "a-b", name: "a b", config: { command: "x" } }]);
    expect(diagnostics.length).toBe(2);
  });
});

test.each(["", "[]", "{}", `{"mcpServers":[]}`, `{"mcpServers":`])("refused: %j", (text) => {
  expect(() => parseMcpJson(".mcp.json", text, CONTEXT)).toThrow(
    expect.objectContaining({ code: "CONFIG_HOST_INVALID" }),
  );
});
