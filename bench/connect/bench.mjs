// Every MCP server: what comes into the SDK of what is listed, and how soon, beside the official client alone.
// `npm run bench connect -- [captures] [servers] [conformance] [--rounds N] [--only key,key]`: all of it, or what is named.
// Captures are read from the folder that CODEMODE_CATALOGS names; the servers are those of test/servers, the conformance
// suite is that of test/heavy, installed there when they are not. Fails when codemode leaves out what another program could
// use, and when a scenario does not end as it is expected to.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { availableParallelism, loadavg, tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { measureCaptures } from "./captures.mjs";
import { measureConformance } from "./conformance.mjs";
import { measureServers } from "./servers.mjs";

const PARTS = ["captures", "servers", "conformance"];
const TESTS = path.resolve(import.meta.dirname, "../../test");

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: "string", default: "5" }, only: { type: "string" } },
});
const unknown = positionals.filter((part) => !PARTS.includes(part));
if (unknown.length > 0) throw new Error(`no such part: ${unknown.join(", ")}`);
const wanted = new Set(positionals.length === 0 ? PARTS : positionals);

const misses = [];
if (wanted.has("captures")) misses.push(...measureCaptures());
if (wanted.has("servers")) {
  install("servers");
  const folder = mkdtempSync(path.join(tmpdir(), "codemode-bench-"));
  const files = path.join(folder, "files");
  mkdirSync(files);
  const only = values.only?.split(",") ?? null;
  const load = loadavg()[0].toFixed(1);
  console.log(`Load ${load} on ${availableParallelism()} processors; Node ${process.version}\n`);
  try {
    misses.push(...(await measureServers({ files, only, rounds: Number(values.rounds) })));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
if (wanted.has("conformance")) {
  install("heavy");
  misses.push(...(await measureConformance()));
}
for (const miss of misses) console.error(`FAIL ${miss}`);
if (misses.length > 0) process.exitCode = 1;

/** What a folder of the tests has a package of its own for. */
function install(name) {
  const folder = path.join(TESTS, name);
  if (existsSync(path.join(folder, "node_modules"))) return;
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  const { status } = spawnSync(npm, ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], {
    cwd: folder,
    stdio: "inherit",
    shell: process.platform === "win32",
  });
  if (status !== 0) throw new Error(`test/${name} could not be installed`);
}
