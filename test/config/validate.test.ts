import { describe, expect, test } from "vitest";
import { validateConfig } from "../../src/config/schema.ts";

const ok = { command: "server" };

/** What is wrong, as `path: message`. */
function issues(value: unknown): string[] {
  const validated = validateConfig(value);
  return validated.ok ? [] : validated.issues.map(({ path, message }) => `${path}: ${message}`);
}

const wrong: [string, { given: unknown; want: RegExp[] }][] = [
  ["nothing", { given: undefined, want: [/^: must be an object/] }],
  ["an array", { given: [], want: [/^: must be an object/] }],
  ["a function", { given: () => ({}), want: [/^: must be an object/] }],
  ["no servers", { given: {}, want: [/^servers: must be an object of servers/] }],
  ["servers of no kind", { given: { servers: {} }, want: [/^servers: must have a server/] }],
  ["servers as an array", { given: { servers: [ok] }, want: [/^servers: must be an object/] }],
  [
    "an unknown option",
    { given: { servers: { a: ok }, outdir: "x" }, want: [/^outdir: is not an option of codemode/] },
  ],
  [
    "an unknown option of a server",
    {
      given: { servers: { a: { ...ok, arguments: [] } } },
      want: [/^servers\.a\.arguments: is not an option/],
    },
  ],
  [
    "a misspelt option: the nearest that exists",
    {
      given: { servers: { a: { comand: "x" }, b: { ...ok, Args: [] } }, limit: {} },
      want: [
        /^limit: .*did you mean `limits`\?/,
        /^servers\.a: must have either `command` .* or `url` .*; it has `comand`/,
        /^servers\.b\.Args: .*did you mean `args`\?/,
      ],
    },
  ],
  [
    "neither local nor remote",
    { given: { servers: { a: {} } }, want: [/^servers\.a: must have either/] },
  ],
  [
    "both local and remote",
    {
      given: { servers: { a: { ...ok, url: "https://x.example" } } },
      want: [/^servers\.a: must have either/],
    },
  ],
  ["a server that is text", { given: { servers: { a: "x" } }, want: [/^servers\.a: must have/] }],
  [
    "values of the wrong kind",
    {
      given: { servers: { a: { command: 5, args: ["x", 1], env: { A: 1 } } } },
      want: [/^servers\.a\.command: /, /^servers\.a\.args\[1\]: /, /^servers\.a\.env\.A: /],
    },
  ],
  [
    "an empty command",
    {
      given: { servers: { a: { command: "" } } },
      want: [/^servers\.a\.command: must not be empty/],
    },
  ],
  [
    "a NUL character",
    { given: { servers: { a: { ...ok, args: ["a\0b"] } } }, want: [/args\[0\]: .*NUL/] },
  ],
  [
    "names of the environment that are none",
    {
      given: { servers: { a: { ...ok, env: { "A=B": "x", "": "y" } } } },
      want: [/^servers\.a\.env\["A=B"\]: /, /^servers\.a\.env\[""\]: /],
    },
  ],
  [
    "headers that the transport sets",
    {
      given: {
        servers: {
          a: { url: "https://x.example", headers: { "Mcp-Session-Id": "1", "a b": "2" } },
        },
      },
      want: [/headers\.Mcp-Session-Id: /, /headers\["a b"\]: /],
    },
  ],
  [
    "times that are none",
    {
      given: { servers: { a: { ...ok, timeouts: { connectMs: 0, callMs: 1e12 } } } },
      want: [/timeouts\.connectMs: /, /timeouts\.callMs: /],
    },
  ],
  [
    "limits that are none",
    { given: { servers: { a: ok }, limits: { calls: -1, cals: 2 } }, want: [/calls: /, /cals: /] },
  ],
  [
    "everything at once",
    {
      given: {
        servers: { one: { command: 5 }, "../two": ok, three: { url: "ftp://x" } },
        outDir: 1,
      },
      want: [
        /^outDir: /,
        /^servers\["\.\.\/two"\]: the key /,
        /^servers\.one\.command: /,
        /three\.url: /,
      ],
    },
  ],
  [
    "keys that are one on some file systems",
    { given: { servers: { GitHub: ok, github: ok } }, want: [/upper and lower case/] },
  ],
];

describe("what is refused, and where", () => {
  test.each(wrong)("%s", (_name, { given, want }) => {
    const found = issues(given);
    expect(found.length).toBe(want.length);
    for (const [index, pattern] of want.entries()) expect(found[index]).toMatch(pattern);
  });
});

/** By `JSON.parse`, because a literal `__proto__` would set the prototype. */
function withKey(key: string): unknown {
  return JSON.parse(`{"servers":{${JSON.stringify(key)}:{"command":"server"}}}`);
}

describe("keys of servers", () => {
  const refused = [
    "../../x",
    "__proto__",
    "constructor",
    "toString",
    "a/b",
    "a.b",
    "",
    "1a",
    "-a",
    "CON",
    "com1",
    "x".repeat(65),
    "Ａ",
    "é",
    // P10
    "\u0261ithub",
  ];
  test.each(refused)("refused: %j", (key) => {
    expect(issues(withKey(key))).toEqual([expect.stringMatching(/the key /)]);
  });

  test.each(["a", "GitHub", "my-server_2", "x".repeat(64)])("allowed: %j", (key) => {
    expect(issues(withKey(key))).toEqual([]);
  });
});

describe("URLs", () => {
  const refused = [
    "x",
    "file:///etc/passwd",
    "javascript:alert(1)",
    "ws://x.example",
    "http://x.example/mcp",
    "http://169.254.169.254/",
    "http://[::ffff:169.254.169.254]/",
    "https://169.254.169.254/",
    "https://0xa9fea9fe/",
    "https://[fe80::1]/",
    "https://user:password@x.example/",
  ];
  test.each(refused)("refused: %s", (url) => {
    expect(issues({ servers: { a: { url } } })).toEqual([
      expect.stringMatching(/^servers\.a\.url: /),
    ]);
  });

  const allowed = [
    "https://x.example/mcp?a=b",
    "http://localhost:3000/mcp",
    "http://127.0.0.1/mcp",
    "http://0x7f.1/mcp",
    "http://[::1]:80/mcp",
    // Judged once it is expanded.
    "${URL}",
    "https://${HOST}/mcp",
  ];
  test.each(allowed)("allowed: %s", (url) => {
    expect(issues({ servers: { a: { url } } })).toEqual([]);
  });
});

describe("names of the package", () => {
  test.each(["codemode", "fs", "node_modules", "A", "../x", "a b", ".a", "@x", "x".repeat(215)])(
    "refused: %s",
    (packageName) => {
      expect(issues({ servers: { a: ok }, packageName })).toEqual([
        expect.stringMatching(/^packageName: /),
      ]);
    },
  );

  test.each(["codemode-sdk", "@team/tools", "a"])("allowed: %s", (packageName) => {
    expect(issues({ servers: { a: ok }, packageName })).toEqual([]);
  });
});

test("defaults are filled in, servers sorted", () => {
  const validated = validateConfig({
    $schema: "https://x.example/schema.json",
    servers: {
      web: { url: "https://x.example/mcp", timeouts: { callMs: 5 } },
      local: { command: "server", include: ["read_*"], protocol: "auto" },
    },
  });
  expect(validated).toEqual({
    ok: true,
    config: {
      outDir: "codemode",
      packageName: "codemode-sdk",
      limits: {},
      servers: [
        {
          transport: "stdio",
          key: "local",
          command: "server",
          args: [],
          env: {},
          cwd: null,
          include: ["read_*"],
          timeouts: { connectMs: 30_000, listMs: 15_000, callMs: 60_000 },
          protocol: "auto",
        },
        {
          transport: "http",
          key: "web",
          url: "https://x.example/mcp",
          headers: {},
          timeouts: { connectMs: 30_000, listMs: 15_000, callMs: 5 },
          protocol: "auto",
        },
      ],
    },
  });
});

test("inherited properties are not options", () => {
  expect(issues(Object.create({ servers: { a: ok } }))).toEqual([
    expect.stringMatching(/^servers: /),
  ]);
});
