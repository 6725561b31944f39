import { expect, test } from "vitest";
import { resolveServers } from "../../src/config/interpolate.ts";
import { DEFAULT_TIMEOUTS, type ServerTemplate } from "../../src/config/template.ts";
import { introspectServers } from "../../src/introspect/introspect.ts";
import type { JsonObject } from "../../src/json.ts";
import { fixtureServer, ROOT } from "./servers.ts";

const CANARY = "canary-9f31c07e";
const BASE64 = Buffer.from(`u:${CANARY}`).toString("base64").slice(4, -4);

function echoing(token: string): ServerTemplate {
  return {
    transport: "stdio",
    key: "echoing",
    command: process.execPath,
    args: [fixtureServer("echo-secret")],
    env: { TOKEN: token },
    cwd: null,
    timeouts: { ...DEFAULT_TIMEOUTS },
    protocol: "legacy",
  };
}

const introspect = (token: string) =>
  introspectServers(resolveServers([echoing(token)], { SECRET: CANARY }), {
    rootDir: ROOT,
    env: process.env,
  });

const given: [string, { token: string; name: string }][] = [
  ["from the environment", { token: "${SECRET}", name: "${SECRET}" }],
  ["computed in the configuration", { token: CANARY, name: "${TOKEN}" }],
];

test.each(given)(
  "I4: a secret that a server repeats, %s, is in no catalog",
  async (_name, { token, name }) => {
    const { catalogs, failures, diagnostics } = await introspect(token);
    expect(failures).toEqual([]);
    const text = JSON.stringify({ catalogs, diagnostics });
    expect(text).not.toContain(CANARY);
    expect(text).not.toContain(BASE64);
    const [catalog] = catalogs;
    expect(catalog).toMatchObject({
      serverInfo: { name: `s ${name}` },
      instructions: `Use ${name}.`,
      capabilities: { experimental: { [name]: { token: name } } },
    });
    // A name or key that holds it cannot be called under another.
    const tools = (catalog?.tools ?? []) as JsonObject[];
    expect(tools.map((tool) => tool["name"])).toEqual(["leaky", "plain"]);
    expect(tools[0]).toMatchObject({
      title: name,
      description: `Runs with ${name}.`,
      inputSchema: { properties: { a: { default: name, enum: [name, "other"] } } },
      _meta: { deep: [[{ token: name }]] },
    });
  },
);

test("I4: each thing that was taken out is told, by server and tool", async () => {
  const { diagnostics } = await introspect("${SECRET}");
  expect(diagnostics.map(({ code, severity }) => [code, severity])).toEqual(
    Array.from({ length: 4 }, () => ["SERVER_SECRET_ECHOED", "warning"]),
  );
  expect(diagnostics.map(({ location }) => location)).toEqual([
    { server: "echoing" },
    { server: "echoing", tool: "leaky" },
    { server: "echoing", tool: "keyed" },
    { server: "echoing", tool: "named_${SECRET}" },
  ]);
  expect(diagnostics.map(({ message }) => message.includes("left out"))).toEqual([
    false,
    false,
    true,
    true,
  ]);
});

test("what holds no secret is kept as it came", async () => {
  const { catalogs, diagnostics } = await introspect("short");
  expect(catalogs[0]?.tools).toHaveLength(4);
  expect(diagnostics).toEqual([]);
});
