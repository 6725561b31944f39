import { describe, expect, test } from "vitest";
import { resolveServers } from "../../src/config/interpolate.ts";
import { DEFAULT_TIMEOUTS, type ServerTemplate } from "../../src/config/template.ts";
import { CodemodeError } from "../../src/diagnostics/error.ts";
import { introspectServers } from "../../src/introspect/introspect.ts";
import type { JsonObject } from "../../src/json.ts";
import { connect, fixtureServer, nodeServer, ROOT } from "./servers.ts";

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

describe("I4: no half of a secret is left where a text is cut", () => {
  const failureOf = async (code: string): Promise<string> => {
    const server = nodeServer(["-e", code], { env: { TOKEN: CANARY } });
    const error: unknown = await connect(server).catch((reason: unknown) => reason);
    return error instanceof CodemodeError ? JSON.stringify(error.diagnostics) : "it did not fail";
  };

  test("where what is kept of standard error begins", async () => {
    // The last 8,192 bytes begin with the last 8 characters of the secret.
    const failure = await failureOf(
      `process.stderr.write(process.env.TOKEN + "\\n" + "y".repeat(8173) + "\\nthe end\\n")`,
    );
    expect(failure).toContain("yyyy");
    expect(failure).not.toContain(CANARY.slice(-5));
  });

  test("where the first line that is no message ends", async () => {
    const failure = await failureOf(
      `for (let i = 0; i < 100; i += 1) console.log("x".repeat(112) + process.env.TOKEN)`,
    );
    expect(failure).toContain("xxxx");
    expect(failure).not.toContain(CANARY.slice(0, 5));
  });
});
