// The tests that are too heavy for `npm test`: attacks on the sandbox, also with its defences taken out, other versions of
// Node, the runtime under wrangler, real servers from npm, GitHub's OpenAPI document, and what benchmarks check of what
// they measure. Installs what they need beside this file, runs them one after the other and ends with
// `N passed, N failed, N skipped`.
import { spawnSync } from "node:child_process";
import path from "node:path";
import { createReport } from "./report.mjs";
import { testAdversarial } from "./suites/adversarial.mjs";
import { testBenches } from "./suites/benches.mjs";
import { testBenchTypes } from "./suites/bench-types.mjs";
import { testConformance } from "./suites/conformance.mjs";
import { testGateCorpus } from "./suites/gate-corpus.mjs";
import { testNodeVersions } from "./suites/node-versions.mjs";
import { testOpenApi } from "./suites/openapi.mjs";
import { testServers } from "./suites/servers.mjs";
import { testSoak } from "./suites/soak.mjs";
import { testWireFuzz } from "./suites/wire-fuzz.mjs";
import { testWrangler } from "./suites/wrangler.mjs";

const here = import.meta.dirname;
const root = path.resolve(here, "../..");
const npm = process.platform === "win32" ? "npm.cmd" : "npm";

/** Runs npm in a folder; its output is shown only when it fails. */
function runNpm(folder, args) {
  const { status, stdout, stderr } = spawnSync(npm, args, {
    cwd: folder,
    encoding: "utf8",
    shell: process.platform === "win32",
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status === 0) return null;
  return `npm ${args.join(" ")} failed:\n${stdout ?? ""}${stderr ?? ""}`.slice(-4000);
}

/** Without scripts: what is tested is nothing that an install may run. */
const INSTALL = ["ci", "--ignore-scripts", "--no-audit", "--no-fund"];

/** In a folder of its own: what a server is built on is not what codemode is tested with. */
const SERVERS = path.resolve(here, "../servers");

const report = createReport();
const suites = [
  testAdversarial,
  testBenchTypes,
  testBenches,
  testConformance,
  testGateCorpus,
  testOpenApi,
  testSoak,
  testWireFuzz,
  testWrangler,
  testNodeVersions,
];
const built = runNpm(root, ["run", "--silent", "build"]);
if (built !== null) {
  report.fail("build", built);
} else {
  const missing = runNpm(here, INSTALL);
  if (missing !== null) report.skip("everything that is installed for it", missing);
  else for (const suite of suites) await suite(report);
  const noServers = runNpm(SERVERS, INSTALL);
  if (noServers !== null) report.skip("real servers", noServers);
  else await testServers(report);
}
// At once: what a test that failed has left open is not waited for.
process.exit(report.finish());
