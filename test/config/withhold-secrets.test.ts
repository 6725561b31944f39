import { describe, expect, test } from "vitest";
import type { HostServerConfig } from "../../src/config/hosts/types.ts";
import { withholdSecrets } from "../../src/config/withhold-secrets.ts";

/** What becomes of arguments. */
const args: [string[], string[]][] = [
  [
    ["--token", "canary"],
    ["--token", "${A_TOKEN}"],
  ],
  [["--api-key=canary"], ["--api-key=${A_API_KEY}"]],
  [
    ["-apikey", "canary"],
    ["-apikey", "${A_APIKEY}"],
  ],
  [
    ["-e", "API_TOKEN=canary"],
    ["-e", "API_TOKEN=${A_API_TOKEN}"],
  ],
  [
    ["--header", "X-Api-Key: canary"],
    ["--header", "X-Api-Key: ${A_X_API_KEY}"],
  ],
  [
    ["--header", "Authorization: Bearer canary"],
    ["--header", "Authorization: ${A_AUTHORIZATION}"],
  ],
  [["postgres://me:canary@host/db"], ["postgres://me:${A_PASSWORD}@host/db"]],
  [["https://x.example/mcp?token=canary&a=b"], ["https://x.example/mcp?token=${A_TOKEN}&a=b"]],
  [["ghp_canary0123456789abcdefghij"], ["${A_TOKEN}"]],
  [["use sk-canary0123456789abcdef now"], ["use ${A_TOKEN} now"]],
  [
    ["--token", "canary", "--token", "other"],
    ["--token", "${A_TOKEN}", "--token", "${A_TOKEN_2}"],
  ],
  // Templates, options, paths and words are none.
  [
    ["--token", "${TOKEN}"],
    ["--token", "${TOKEN}"],
  ],
  [
    ["--token", "--verbose"],
    ["--token", "--verbose"],
  ],
  [
    ["--key-file", "me.pem"],
    ["--key-file", "me.pem"],
  ],
  [
    ["--auth", "none"],
    ["--auth", "none"],
  ],
  [
    ["--token-url", "https://x.example/token"],
    ["--token-url", "https://x.example/token"],
  ],
  [["@scope/keyring-server@1.2.3"], ["@scope/keyring-server@1.2.3"]],
  [
    ["https://x.example/sequential-thinking-server"],
    ["https://x.example/sequential-thinking-server"],
  ],
  [
    ["-y", "server", "--port=80", "/tmp/a"],
    ["-y", "server", "--port=80", "/tmp/a"],
  ],
];

describe("arguments", () => {
  test.each(args)("%j", (given, want) => {
    const { server, values } = withholdSecrets("a", { command: "x", args: given });
    expect(server).toMatchObject({ args: want });
    const text = JSON.stringify(server);
    expect(text).not.toContain("canary");
    const restored = text.replace(
      /\$\{(\w+)\}/g,
      (whole, name: string) => values.get(name) ?? whole,
    );
    expect(JSON.parse(restored)).toEqual({ command: "x", args: given });
  });
});

const servers: [string, { given: HostServerConfig; want: HostServerConfig }][] = [
  [
    "variables, by their names and by their form",
    {
      given: {
        command: "x",
        env: { API_KEY: "canary", DSN: "postgres://me:canary@host", LEVEL: "debug", TOKEN: "" },
      },
      want: {
        command: "x",
        env: { API_KEY: "${API_KEY}", DSN: "${DSN}", LEVEL: "debug", TOKEN: "" },
      },
    },
  ],
  [
    "headers and the query of a URL",
    {
      given: { url: "https://x.example/?key=canary", headers: { Cookie: "canary", Accept: "a" } },
      want: {
        url: "https://x.example/?key=${A_KEY}",
        headers: { Cookie: "${A_COOKIE}", Accept: "a" },
      },
    },
  ],
  [
    "a path that is a password",
    {
      given: { url: "https://x.example/s/canary0123456789abcdef01/mcp" },
      want: { url: "https://x.example/s/${A_TOKEN}/mcp" },
    },
  ],
  [
    "a variable that the list itself names is another one",
    {
      given: { command: "x", args: ["${API_KEY}"], env: { API_KEY: "canary" } },
      want: { command: "x", args: ["${API_KEY}"], env: { API_KEY: "${A_API_KEY}" } },
    },
  ],
];

test.each(servers)("%s", (_name, { given, want }) => {
  expect(withholdSecrets("a", given).server).toEqual(want);
});

test("two servers never share a variable for two values", () => {
  const taken = new Map<string, string>();
  const names = ["one", "two", "two"].map((value, index) => {
    const given = { command: "x", env: { TOKEN: value } };
    return withholdSecrets(`s${index}`, given, [], taken).withheld[0]?.variable;
  });
  expect(names).toEqual(["TOKEN", "S1_TOKEN", "S2_TOKEN"]);
});
