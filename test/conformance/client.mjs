// The client that the official conformance suite starts, once for each scenario, with the URL of its server as the last
// argument: codemode as it was built, from the configuration to the tool calls. It generates an SDK in a temporary folder
// and calls the tools through the bridge, as a program would.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { generate } from "../../dist/generate.js";
import { openSdk } from "../../dist/lock/open-sdk.js";
import { connectSdk } from "../../dist/codemode/connect-sdk.js";

const url = process.argv.at(-1);
const scenario = process.env.MCP_CONFORMANCE_SCENARIO ?? "";
const context = JSON.parse(process.env.MCP_CONFORMANCE_CONTEXT ?? "{}");
const modern = process.env.MCP_CONFORMANCE_PROTOCOL_VERSION === "2026-07-28";

const dir = mkdtempSync(path.join(tmpdir(), "codemode-conformance-"));
try {
  const servers = { server: { url, protocol: modern ? "auto" : "legacy" } };
  writeFileSync(path.join(dir, "codemode.config.json"), JSON.stringify({ servers }));
  const report = await generate({ cwd: dir });
  for (const { code, message } of report.diagnostics) console.error(`${code}: ${message}`);
  const sdk = openSdk(report.outDir);
  const [server] = sdk.lock.servers;
  const connection = await connectSdk({
    sdkDir: path.join(report.outDir, "sdk"),
    // Nothing of its own: what the server's schema has as defaults is filled in.
    onElicitation: () => ({ action: "accept", content: {} }),
  });
  for (const { tool, input } of callsOf(server, sdk.catalog(server.key))) {
    const reply = await connection.call({ server: server.name, tool, input, raw: true });
    console.log(tool, JSON.stringify(reply).slice(0, 2000));
  }
  await connection.close();
} finally {
  rmSync(dir, { recursive: true, force: true });
}

/** What the scenario asks to be called, else every tool once, with the least that its schema takes. */
function callsOf(server, catalog) {
  const nameOf = (wireName) => server.tools.find((tool) => tool.wireName === wireName)?.name;
  const schemaOf = (wireName) => catalog.tools.find(({ name }) => name === wireName)?.inputSchema;
  if (Array.isArray(context.toolCalls)) {
    return context.toolCalls.map(({ name, arguments: input }) => ({ tool: nameOf(name), input }));
  }
  if (scenario === "json-schema-2020-12-preservation") {
    const [rich, echo] = ["json_schema_2020_12_tool", "json_schema_echo"];
    return [{ tool: nameOf(echo), input: { schema: schemaOf(rich) } }];
  }
  return server.tools.map(({ name, wireName }) => ({
    tool: name,
    input: leastOf(schemaOf(wireName)),
  }));
}

function leastOf({ properties = {}, required = [] }) {
  return Object.fromEntries(required.map((name) => [name, valueOf(properties[name] ?? {})]));
}

function valueOf({ type, enum: values }) {
  if (Array.isArray(values)) return values[0];
  const byType = { string: "text", number: 5, integer: 5, boolean: true, array: [], object: {} };
  return byType[type] ?? "text";
}
