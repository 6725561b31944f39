// Captures what the pinned MCP servers advertise, for the golden case `real-servers`. `npm run capture` builds first;
// look at the difference, then `npm run golden`.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { resolveServers } from "../dist/config/interpolate.js";
import { introspectServers } from "../dist/introspect/introspect.js";
import { renderJsonFile } from "../dist/json.js";

const root = path.resolve(import.meta.dirname, "..");
const target = path.join(root, "fixtures/cases/real-servers/input/catalogs");

/**
 * @param {string} name
 * @param {string[]} args
 * @param {Record<string, string>} env
 * @returns {import("../dist/config/template.js").ServerTemplate}
 */
function server(name, args = [], env = {}) {
  const entry = path.join(
    root,
    "node_modules/@modelcontextprotocol",
    `server-${name}`,
    "dist/index.js",
  );
  return {
    transport: "stdio",
    key: name,
    command: process.execPath,
    args: [entry, ...args],
    env,
    cwd: null,
    timeouts: { connectMs: 30_000, listMs: 15_000, callMs: 60_000 },
    protocol: "legacy",
  };
}

const folder = mkdtempSync(path.join(tmpdir(), "codemode-capture-"));
try {
  const servers = [
    server("everything"),
    server("filesystem", [folder]),
    server("memory", [], { MEMORY_FILE_PATH: path.join(folder, "graph.jsonl") }),
  ];
  const { catalogs, failures } = await introspectServers(resolveServers(servers, process.env), {
    rootDir: folder,
    env: process.env,
  });
  for (const { server, diagnostic } of failures) console.error(`${server}: ${diagnostic.message}`);
  if (failures.length > 0) process.exitCode = 1;
  mkdirSync(target, { recursive: true });
  for (const catalog of catalogs) {
    writeFileSync(path.join(target, `${catalog.server}.json`), renderJsonFile(catalog));
    console.log(`${catalog.server}: ${catalog.tools.length} tools`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
