// `npm run bench <name> [-- arguments]`: builds codemode, installs what it is measured against beside this file, and runs
// `bench/<name>/bench.mjs` with the arguments. Without a name: what there is. `--no-build` takes dist/ as it is.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

const here = import.meta.dirname;
const root = path.resolve(here, "..");
const npm = process.platform === "win32" ? "npm.cmd" : "npm";

const [name, ...rest] = process.argv.slice(2).filter((word) => word !== "--no-build");
const benches = listBenches();
if (name === undefined || !benches.has(name)) {
  if (name !== undefined) console.error(`There is no bench called ${JSON.stringify(name)}.\n`);
  console.log("npm run bench <name> [-- arguments]\n");
  for (const [bench, line] of benches) console.log(`  ${bench.padEnd(8)} ${line}`);
  process.exitCode = name === undefined ? 0 : 2;
} else process.exitCode = build() || install() || runBench(name, rest);

/** @returns {Map<string, string>} name of each bench and the first comment line of its `bench.mjs` */
function listBenches() {
  const found = new Map();
  for (const entry of readdirSync(here).sort()) {
    const file = path.join(here, entry, "bench.mjs");
    if (entry === "node_modules" || !existsSync(file)) continue;
    const line = readFileSync(file, "utf8").split("\n", 1)[0] ?? "";
    found.set(entry, line.replace(/^\/\/\s*/, ""));
  }
  return found;
}

function build() {
  if (process.argv.includes("--no-build")) return 0;
  return run(process.execPath, [path.join(root, "scripts", "build.mjs")], root);
}

/** Installs exactly what the lockfile says, once per lockfile. */
function install() {
  const lock = createHash("sha256")
    .update(readFileSync(path.join(here, "package-lock.json")))
    .digest("hex");
  const mark = path.join(here, "node_modules", ".installed-lock");
  if (existsSync(mark) && readFileSync(mark, "utf8") === lock) return 0;
  const status = run(npm, ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], here);
  if (status === 0) writeFileSync(mark, lock);
  return status;
}

function runBench(bench, args) {
  return run(process.execPath, [path.join(here, bench, "bench.mjs"), ...args], root);
}

/** @returns {number} the exit code */
function run(command, args, cwd) {
  const shell = command.endsWith(".cmd");
  const { status, error } = spawnSync(command, args, { cwd, stdio: "inherit", shell });
  if (error !== undefined) throw error;
  return status ?? 1;
}
