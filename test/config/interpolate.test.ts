import { describe, expect, test } from "vitest";
import { resolveServers } from "../../src/config/interpolate.ts";
import { redactSecrets } from "../../src/config/secrets.ts";
import { DEFAULT_TIMEOUTS, lockSource, type ServerTemplate } from "../../src/config/template.ts";

const timeouts = DEFAULT_TIMEOUTS;

function stdio(over: Partial<ServerTemplate & { transport: "stdio" }>): ServerTemplate {
  return {
    transport: "stdio",
    key: "a",
    command: "server",
    args: [],
    env: {},
    cwd: null,
    timeouts,
    protocol: "legacy",
    ...over,
  };
}

function http(over: Partial<ServerTemplate & { transport: "http" }>): ServerTemplate {
  return {
    transport: "http",
    key: "b",
    url: "https://x.example",
    headers: {},
    timeouts,
    protocol: "auto",
    ...over,
  };
}

const expansions: [string, { given: string; want: string }][] = [
  ["a variable", { given: "${NAME}", want: "value" }],
  ["inside a text, twice", { given: "a-${NAME}-${NAME}", want: "a-value-value" }],
  ["a default that is not needed", { given: "${NAME:-other}", want: "value" }],
  ["a default for what is not set", { given: "${UNSET:-other}", want: "other" }],
  ["a default for what is empty", { given: "${EMPTY:-other}", want: "other" }],
  ["an empty default", { given: "[${UNSET:-}]", want: "[]" }],
  ["what is set but empty", { given: "[${EMPTY}]", want: "[]" }],
  [
    "a default with anything but a brace",
    { given: "${UNSET:-/a b:-c$(id)}", want: "/a b:-c$(id)" },
  ],
  ["no command substitution", { given: "$(id) `id` $NAME", want: "$(id) `id` $NAME" }],
  ["no other syntax", { given: "${NAME-x} ${1} ${input:id}", want: "${NAME-x} ${1} ${input:id}" }],
  ["values are not expanded again", { given: "${NESTED}", want: "${NAME}" }],
  ["patterns of a replacement in a value", { given: "<${DOLLAR}>", want: "<$& $1 $$>" }],
];

const ENV = { NAME: "value", EMPTY: "", NESTED: "${NAME}", DOLLAR: "$& $1 $$" };

describe("templates", () => {
  test.each(expansions)("%s", (_name, { given, want }) => {
    const [server] = resolveServers([stdio({ args: [given] })], ENV);
    expect(server).toMatchObject({ args: [want] });
  });

  test("in command, args, env, url and headers; not in cwd, keys or names", () => {
    const resolved = resolveServers(
      [
        stdio({
          command: "${NAME}",
          args: ["${NAME}"],
          env: { "${NAME}": "${NAME}" },
          cwd: "${NAME}",
        }),
        http({ url: "https://${NAME}.example", headers: { "x-a": "${NAME}" } }),
      ],
      ENV,
    );
    expect(resolved).toMatchObject([
      { command: "value", args: ["value"], env: { "${NAME}": "value" }, cwd: "${NAME}" },
      { url: "https://value.example", headers: { "x-a": "value" } },
    ]);
  });

  test("what an object inherits is no variable", () => {
    expect(() => resolveServers([stdio({ command: "${constructor}" })], {})).toThrow("constructor");
  });
});

test("all that is missing is named at once, with where it is used", () => {
  const templates = [
    stdio({ command: "${FIRST}", args: ["x", "${SECOND}"] }),
    http({ url: "https://${SECOND}", headers: { authorization: "Bearer ${THIRD}" } }),
  ];
  expect(() => resolveServers(templates, {})).toThrow(
    expect.objectContaining({
      code: "CONFIG_ENV_MISSING",
      message:
        "These environment variables are not set: FIRST (servers.a.command), SECOND (servers.a.args[1], servers.b.url), THIRD (servers.b.headers.authorization).",
    }),
  );
});

describe("what an expanded value may not be", () => {
  const refused: [string, ServerTemplate, string][] = [
    ["a URL to elsewhere", http({ url: "${SECRET}" }), "servers.b.url"],
    ["a header of two lines", http({ headers: { "x-a": "${LINES}" } }), "servers.b.headers.x-a"],
  ];
  test.each(refused)("%s, and the message does not show it", (_name, template, place) => {
    const env = { SECRET: "http://canary.example", LINES: "canary\r\nx-b: c" };
    const resolve = (): unknown => resolveServers([template], env);
    expect(resolve).toThrow(place);
    expect(resolve).not.toThrow("canary");
  });
});

test("only templates and names reach the lock", () => {
  const env = { TOKEN: "canary-token" };
  const templates = [
    stdio({ command: "run", args: ["--key=${TOKEN}"], env: { B: "${TOKEN}", A: "literal" } }),
    http({ url: "https://x.example/${TOKEN}", headers: { "x-b": "${TOKEN}", "x-a": "1" } }),
  ];
  const sources = resolveServers(templates, env).map(({ template }) => lockSource(template));
  expect(sources).toEqual([
    {
      transport: "stdio",
      command: "run",
      args: ["--key=${TOKEN}"],
      envNames: ["A", "B"],
      cwd: null,
    },
    { transport: "http", url: "https://x.example/${TOKEN}", headerNames: ["x-a", "x-b"] },
  ]);
});

describe("literal values of env and headers", () => {
  const secretsOf = (template: ServerTemplate, env = {}): [string, string][] =>
    resolveServers([template], env)[0]?.secrets.map(({ name, value }) => [name, value]) ?? [];
  const table: [string, { given: ServerTemplate; want: [string, string][] }][] = [
    ["of env", { given: stdio({ env: { A: "literal-1234" } }), want: [["A", "literal-1234"]] }],
    ["too short", { given: stdio({ env: { A: "abc-123" } }), want: [] }],
    [
      "of headers, with and without the scheme",
      {
        given: http({ headers: { authorization: "Bearer abcd-1234" } }),
        want: [
          ["authorization", "Bearer abcd-1234"],
          ["authorization", "abcd-1234"],
        ],
      },
    ],
    [
      "around a variable, and its default",
      {
        given: stdio({ env: { A: "before-12${UNSET:-default-12}after-1234" } }),
        want: [
          ["A", "before-12"],
          ["A", "default-12"],
          ["A", "after-1234"],
        ],
      },
    ],
    [
      "settings are none",
      { given: stdio({ env: { NODE_ENV: "production", REGION: "eu-central-1" } }), want: [] },
    ],
    [
      "a word is one where the name says so",
      { given: stdio({ env: { DB_PASS: "production" } }), want: [["DB_PASS", "production"]] },
    ],
  ];
  test.each(table)("%s", (_name, { given, want }) => {
    expect(secretsOf(given)).toEqual(want);
  });
});

describe("values in a text that is shown", () => {
  const secrets = [
    { name: "TOKEN", value: 'tok/"en+1' },
    { name: "LONG", value: 'tok/"en+1-and-more' },
    { name: "PORT", value: "8080" },
    { name: "ODD", value: "odd-\ud800-value" },
  ];
  const texts: [string, { given: string; want: string }][] = [
    ["as it is", { given: 'a tok/"en+1 b', want: "a ${TOKEN} b" }],
    ["in JSON", { given: '{"a":"tok/\\"en+1"}', want: '{"a":"${TOKEN}"}' }],
    ["in a URL", { given: "?a=tok%2F%22en%2B1", want: "?a=${TOKEN}" }],
    ["in base64", { given: Buffer.from('tok/"en+1').toString("base64"), want: "${TOKEN}" }],
    ["the longer of two", { given: 'tok/"en+1-and-more', want: "${LONG}" }],
    ["too short to tell", { given: "port 8080", want: "port 8080" }],
    ["with half a character", { given: "odd-\ud800-value", want: "${ODD}" }],
  ];
  test.each(["", "u", "us", "use"])("in base64, after `%s:`", (user) => {
    const value = "canary-9f31c07e";
    for (const alphabet of ["base64", "base64url"] as const) {
      const given = Buffer.from(`${user}:${value}:x`).toString(alphabet);
      const redacted = redactSecrets(given, [{ name: "KEY", value }]);
      expect(redacted).toContain("${KEY}");
      const [before = "", after = ""] = redacted.split("${KEY}");
      expect(Buffer.from(before, alphabet).toString()).not.toContain("can");
      expect(after.length).toBeLessThan(8);
    }
  });

  test.each(texts)("%s", (_name, { given, want }) => {
    expect(redactSecrets(given, secrets)).toBe(want);
  });
});
