// Real servers, each started anew: from the start to the catalog, by codemode and by the official client alone.
import { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { childEnvironment } from "../../dist/config/child-env.js";
import { resolveServers } from "../../dist/config/interpolate.js";
import { validateConfig } from "../../dist/config/schema.js";
import { CLIENT_CAPABILITIES } from "../../dist/introspect/capabilities.js";
import { introspectServers } from "../../dist/introspect/introspect.js";
import { buildModel } from "../../dist/model/build.js";
import { startServices } from "../../test/servers/services.mjs";
import { realServers } from "../../test/servers/table.mjs";
import { median } from "../statistics.mjs";
import { markdownTable } from "../table.mjs";

/**
 * Prints a row for each server.
 *
 * @param {{ files: string, only: string[] | null, rounds: number }} options
 * @returns {Promise<string[]>} what codemode leaves out
 */
export async function measureServers({ files, only, rounds }) {
  const services = await startServices();
  const misses = [];
  const rows = [];
  const ratios = [];
  try {
    for (const [key, { config, tasks }] of realServers({ folder: files, ...services })) {
      if (only !== null && !only.includes(key)) continue;
      const measured = await measureServer(key, config, rounds);
      const { ours, bare } = measured;
      const ratio = ours.ms / bare.ms;
      const usable = bare.tools - tasks.length;
      if (ours.tools < usable) misses.push(`${key}: ${ours.tools} of ${usable} tools`);
      if (Number.isFinite(ratio)) ratios.push(ratio);
      rows.push([
        key,
        bare.error ?? bare.tools,
        ours.tools,
        bare.ms.toFixed(0),
        ours.ms.toFixed(0),
        ratio.toFixed(2),
      ]);
    }
  } finally {
    await services.stop();
  }
  const head = [
    "server",
    "client: tools",
    "codemode: tools",
    "client, ms",
    "codemode, ms",
    "ratio",
  ];
  console.log(markdownTable(head, rows));
  console.log(
    `Medians of ${rounds} starts each, in turns. Median ratio ${median(ratios).toFixed(2)}.`,
  );
  return misses;
}

async function measureServer(key, config, rounds) {
  const times = { ours: [], bare: [] };
  const found = { ours: 0, bare: 0 };
  let error;
  for (let round = 0; round < rounds; round += 1) {
    const bare = await timed(() => listWithClient(config));
    times.bare.push(bare.ms);
    if (bare.error === undefined) found.bare = bare.value;
    else error = bare.error;
    const ours = await timed(() => listWithCodemode(key, config));
    times.ours.push(ours.ms);
    if (ours.error !== undefined) throw ours.error;
    found.ours = ours.value;
  }
  return {
    ours: { ms: median(times.ours), tools: found.ours },
    bare: {
      ms: median(times.bare),
      tools: found.bare,
      error: error === undefined ? undefined : "rejected",
    },
  };
}

async function timed(act) {
  const started = performance.now();
  try {
    const value = await act();
    return { ms: performance.now() - started, value };
  } catch (error) {
    return { ms: performance.now() - started, error };
  }
}

/**
 * As its documentation shows: connect, then all pages of the list. The end of the server counts, as it does for us; it
 * has the same environment, since what Node is told there (`NODE_EXTRA_CA_CERTS`) can take longer than the rest.
 */
async function listWithClient({ command, args, env = {} }) {
  const transport = new StdioClientTransport({
    command,
    args,
    env: childEnvironment(process.env, env),
    stderr: "ignore",
  });
  const client = new Client(
    { name: "bench", version: "1.0.0" },
    { capabilities: CLIENT_CAPABILITIES },
  );
  await client.connect(transport);
  const { tools } = await client.listTools();
  await client.close();
  return tools.length;
}

async function listWithCodemode(key, config) {
  const valid = validateConfig({ servers: { [key]: config } });
  const servers = resolveServers(valid.config.servers, process.env);
  const { catalogs, failures } = await introspectServers(servers, {
    rootDir: process.cwd(),
    env: process.env,
  });
  if (failures.length > 0) throw new Error(failures[0].diagnostic.message);
  const model = buildModel(catalogs, { filters: new Map([[key, {}]]) });
  // What is no tool, the client was not asked for.
  return model.servers[0].tools.filter(({ kind }) => kind === undefined).length;
}
