// The main job on the other supported versions of Node.
import assert from "node:assert/strict";
import path from "node:path";
import { finished, NO_BINARY, nodeBinary, ROOT, start } from "../project.mjs";

const VITEST = path.join(ROOT, "node_modules", "vitest", "vitest.mjs");
const SUITES = ["test/e2e", "test/run"];

/** @param {ReturnType<import("../report.mjs").createReport>} report */
export async function testNodeVersions(report) {
  for (const version of [22, 24]) {
    const node = nodeBinary(version);
    if (node === null) {
      report.skip(`Node ${version}`, NO_BINARY);
      continue;
    }
    for (const suite of SUITES) {
      await report.test(`Node ${version}: ${suite}`, async () => {
        // MCP servers are started as `node`: that must be this version as well.
        const env = {
          ...process.env,
          PATH: `${path.dirname(node)}${path.delimiter}${process.env.PATH}`,
        };
        const child = start(node, [VITEST, "run", suite, "--reporter=dot"], { cwd: ROOT, env });
        const { status, stdout, stderr } = await finished(child);
        assert.equal(status, 0, (stdout + stderr).slice(-6000));
      });
    }
  }
}
