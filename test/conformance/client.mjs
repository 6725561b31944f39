// The client that the official conformance suite starts, once for each scenario, with the URL of its server as the last
// argument: codemode as it was built, from the configuration to the tool calls. It generates an SDK in a temporary folder
// and calls the tools through the bridge, as a program would; where a server wants it, a person signs in first.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { connectSdk } from "../../dist/codemode/connect-sdk.js";
import { generate } from "../../dist/generate.js";
import { openSdk } from "../../dist/lock/open-sdk.js";
import { login } from "../../dist/login/login.js";

const url = process.argv.at(-1);
const scenario = process.env.MCP_CONFORMANCE_SCENARIO ?? "";
const context = JSON.parse(process.env.MCP_CONFORMANCE_CONTEXT ?? "{}");
const modern = process.env.MCP_CONFORMANCE_PROTOCOL_VERSION === "2026-07-28";

/** A scenario that never lets anybody in would have us sign in for ever; so many times a person would. */
const MAX_LOGINS = 3;
/** A refusal that does not say where to sign in may still come of a server where one can. */
const WANTS_LOGIN = new Set(["AUTH_REQUIRED", "AUTH_SCOPE", "SERVER_UNAUTHORIZED"]);

const dir = mkdtempSync(path.join(tmpdir(), "codemode-conformance-"));
// Tokens are kept where the person's own would be.
process.env.XDG_CONFIG_HOME = path.join(dir, "home");
try {
  await main();
} catch (error) {
  console.error(String(error));
  process.exitCode = 1;
} finally {
  rmSync(dir, { recursive: true, force: true });
}

async function main() {
  const auth = await authOf();
  const protocol = modern ? "2026-07-28" : "legacy";
  const servers = { server: { url, protocol, ...(auth === undefined ? {} : { auth }) } };
  writeFileSync(path.join(dir, "codemode.config.json"), JSON.stringify({ servers }));
  const report = await signedIn(() => generate({ cwd: dir }));
  for (const { code, message } of report.diagnostics) console.error(`${code}: ${message}`);
  const sdk = openSdk(report.outDir);
  const [server] = sdk.lock.servers;
  for (const call of callsOf(server, sdk.catalog(server.key))) {
    const reply = await signedIn(() => callOnce(report.outDir, { server: server.name, ...call }));
    console.log(call.tool, JSON.stringify(reply).slice(0, 2000));
  }
}

/** With connections of its own, like a program that is run again once its person has signed in. */
async function callOnce(outDir, call) {
  const connection = await connectSdk({
    sdkDir: path.join(outDir, "sdk"),
    // Nothing of its own: what the server's schema has as defaults is filled in.
    onElicitation: () => ({ action: "accept", content: {} }),
  });
  try {
    const reply = await connection.call({ ...call, raw: true });
    if (!reply.ok && WANTS_LOGIN.has(reply.error.code)) throw reply.error;
    return reply;
  } finally {
    await connection.close();
  }
}

/** Does something, and signs in whenever the server wants that. */
async function signedIn(act) {
  for (let logins = 0; ; logins += 1) {
    try {
      return await act();
    } catch (error) {
      const { code, message } = error;
      if (logins === MAX_LOGINS || !WANTS_LOGIN.has(code)) throw error;
      console.error(`${code}: ${message}`);
      const wanted = /it wants (.*)\./.exec(message)?.[1];
      const scopes = Array.from(wanted?.matchAll(/`([^`]+)`/g) ?? [], ([, scope]) => scope);
      await login({ cwd: dir, server: "server", scopes, onPage: visit });
    }
  }
}

/** A person with a browser, whom the authorization server knows already. */
async function visit({ page }) {
  const answer = await fetch(page, { redirect: "manual" });
  return new URL(answer.headers.get("location"));
}

/** How the scenario has us sign in, as a configuration says it. */
async function authOf() {
  const { client_id: clientId, client_secret: clientSecret } = context;
  switch (scenario) {
    case "auth/basic-cimd":
      return {
        type: "oauth",
        clientMetadataUrl: "https://conformance-test.local/client-metadata.json",
      };
    case "auth/pre-registration":
      return { type: "oauth", clientId, clientSecret, issuer: context.issuer ?? (await issuer()) };
    case "auth/client-credentials-basic":
      return { type: "client-credentials", clientId, clientSecret, issuer: await issuer() };
    case "auth/client-credentials-jwt":
      return {
        type: "private-key-jwt",
        clientId,
        privateKey: context.private_key_pem,
        algorithm: context.signing_algorithm,
      };
    default:
      return undefined;
  }
}

/** Who has registered a client knows where. */
async function issuer() {
  const { origin, pathname } = new URL(url);
  const answer = await fetch(`${origin}/.well-known/oauth-protected-resource${pathname}`);
  return (await answer.json()).authorization_servers[0];
}

/** What the scenario asks to be called, else every tool once, with the least that its schema takes. */
function callsOf(server, catalog) {
  const nameOf = (wireName) => server.tools.find((tool) => tool.wireName === wireName)?.name;
  const schemaOf = (wireName) => catalog.tools.find(({ name }) => name === wireName)?.inputSchema;
  if (Array.isArray(context.toolCalls)) {
    return context.toolCalls.map(({ name, arguments: input }) => ({
      tool: nameOf(name),
      input: withoutNulls(input),
    }));
  }
  if (scenario === "json-schema-2020-12-preservation") {
    const schema = schemaOf("json_schema_2020_12_tool");
    return [{ tool: nameOf("json_schema_echo"), input: { schema } }];
  }
  return server.tools.map(({ name, wireName }) => ({
    tool: name,
    input: leastOf(schemaOf(wireName)),
  }));
}

/** The bridge makes no call with a `null` that the tool's schema does not take: what is not given is left out. */
function withoutNulls(input) {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== null));
}

function leastOf({ properties = {}, required = [] } = {}) {
  return Object.fromEntries(required.map((name) => [name, valueOf(properties[name] ?? {})]));
}

function valueOf({ type, enum: values }) {
  if (Array.isArray(values)) return values[0];
  const byType = { string: "text", number: 5, integer: 5, boolean: true, array: [], object: {} };
  return byType[type] ?? "text";
}
