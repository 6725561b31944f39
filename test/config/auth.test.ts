import { describe, expect, test } from "vitest";
import { resolveServers, type ResolvedHttpServer } from "../../src/config/interpolate.ts";
import { validateConfig } from "../../src/config/schema.ts";
import { lockSource, type HttpTemplate } from "../../src/config/template.ts";

const url = "https://mcp.example/mcp";
const issuer = "https://login.example";

function validate(auth: unknown, headers = {}): ReturnType<typeof validateConfig> {
  return validateConfig({ servers: { web: { url, headers, auth } } });
}

function templateOf(auth: unknown): HttpTemplate {
  const validated = validate(auth);
  if (!validated.ok) throw new Error(JSON.stringify(validated.issues));
  return validated.config.servers[0] as HttpTemplate;
}

const right: [string, unknown][] = [
  ["a login", { type: "oauth" }],
  [
    "a login of a registered client",
    {
      type: "oauth",
      clientId: "c",
      clientSecret: "${SECRET}",
      issuer,
      scopes: ["read", "files:write"],
      redirectPort: 8123,
    },
  ],
  [
    "a login with a metadata document",
    { type: "oauth", clientMetadataUrl: "https://app.example/client.json" },
  ],
  [
    "client credentials",
    { type: "client-credentials", issuer, clientId: "c", clientSecret: "${SECRET}" },
  ],
  [
    "a key in a variable",
    { type: "private-key-jwt", clientId: "c", privateKey: "${KEY}", algorithm: "ES256" },
  ],
  [
    "a key in a file",
    { type: "private-key-jwt", clientId: "c", privateKeyFile: "key.pem", algorithm: "RS256" },
  ],
];

test.each(right)("%s", (_name, auth) => {
  expect(templateOf(auth).auth).toEqual(auth);
});

test("without it there is none", () => {
  expect(Object.hasOwn(templateOf(undefined), "auth")).toBe(false);
});

const wrong: [string, { given: unknown; want: RegExp[] }][] = [
  ["text", { given: "oauth", want: [/^servers\.web\.auth: must be an object/] }],
  ["no type", { given: {}, want: [/^servers\.web\.auth\.type: must be "oauth"/] }],
  [
    "a type that is none",
    { given: { type: "basic" }, want: [/auth\.type: must be "oauth", "client-credentials" or/] },
  ],
  [
    "a misspelt option",
    { given: { type: "oauth", scope: ["a"] }, want: [/auth\.scope: .*did you mean `scopes`\?/] },
  ],
  [
    "scopes as one text",
    { given: { type: "oauth", scopes: "read write" }, want: [/auth\.scopes: must be an array/] },
  ],
  [
    "two scopes in one",
    { given: { type: "oauth", scopes: ["a b"] }, want: [/auth\.scopes\[0\]: is not a scope/] },
  ],
  [
    "a secret that any server could have sent anywhere",
    {
      given: { type: "oauth", clientId: "c", clientSecret: "s" },
      want: [/auth\.clientSecret: needs `issuer`/],
    },
  ],
  [
    "a secret of nobody",
    {
      given: { type: "oauth", clientSecret: "s", issuer },
      want: [/auth\.clientSecret: needs `clientId`/],
    },
  ],
  [
    "client credentials without an issuer",
    {
      given: { type: "client-credentials", clientId: "c", clientSecret: "s" },
      want: [/auth\.issuer: must be a string/],
    },
  ],
  [
    "two keys",
    {
      given: {
        type: "private-key-jwt",
        clientId: "c",
        privateKey: "a",
        privateKeyFile: "b",
        algorithm: "ES256",
      },
      want: [/auth\.privateKey: must be given, or `privateKeyFile`, and not both/],
    },
  ],
  [
    "no key",
    {
      given: { type: "private-key-jwt", clientId: "c", algorithm: "ES256" },
      want: [/auth\.privateKey: must be given/],
    },
  ],
  [
    "an algorithm with a shared secret",
    {
      given: { type: "private-key-jwt", clientId: "c", privateKey: "a", algorithm: "HS256" },
      want: [/auth\.algorithm: must be "RS256" or/],
    },
  ],
  [
    "a metadata document that is not https",
    {
      given: { type: "oauth", clientMetadataUrl: "http://app.example/client.json" },
      want: [/auth\.clientMetadataUrl: must be an https:\/\/ URL with a path/],
    },
  ],
  [
    "an issuer that is no URL",
    { given: { type: "oauth", issuer: "login" }, want: [/auth\.issuer: must be the URL/] },
  ],
];

describe("refused", () => {
  test.each(wrong)("%s", (_name, { given, want }) => {
    const validated = validate(given);
    const issues = validated.ok
      ? []
      : validated.issues.map(({ path, message }) => `${path}: ${message}`);
    expect(issues).toEqual(want.map((pattern) => expect.stringMatching(pattern) as string));
  });

  test("beside an authorization header", () => {
    const validated = validate({ type: "oauth" }, { Authorization: "Bearer ${T}" });
    expect(validated).toMatchObject({ ok: false, issues: [{ path: "servers.web.auth" }] });
  });
});

describe("secrets", () => {
  const env = { SECRET: "canary-client-secret", KEY: "canary-private-key" };

  test.each([
    [{ type: "client-credentials", issuer, clientId: "c", clientSecret: "${SECRET}" }, env.SECRET],
    [{ type: "private-key-jwt", clientId: "c", privateKey: "${KEY}", algorithm: "ES256" }, env.KEY],
    [
      { type: "client-credentials", issuer, clientId: "c", clientSecret: "literal-one" },
      "literal-one",
    ],
  ])("%o", (auth, secret) => {
    const template = templateOf(auth);
    const [server] = resolveServers([template], env) as [ResolvedHttpServer];
    expect(JSON.stringify(server.auth)).toContain(secret);
    expect(server.secrets.map(({ value }) => value)).toContain(secret);
    expect(JSON.stringify(lockSource(template))).not.toContain(secret);
  });

  test("a variable that is not set is named with its place", () => {
    const template = templateOf({
      type: "client-credentials",
      issuer,
      clientId: "c",
      clientSecret: "${SECRET}",
    });
    expect(() => resolveServers([template], {})).toThrow("SECRET (servers.web.auth.clientSecret)");
  });
});
