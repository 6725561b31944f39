// `npm run bench types` in its short form, on the committed captures: the schema compiler crashes on none of their schemas,
// prints TypeScript, and every valid value made from them has the printed type.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import path from "node:path";
import { ROOT } from "../project.mjs";

const RUN = path.join(ROOT, "bench", "run.mjs");

/** @param {ReturnType<import("../report.mjs").createReport>} report */
export async function testBenchTypes(report) {
  await report.test("types of the committed captures are sound", () => {
    const { CODEMODE_CATALOGS: _catalogs, CODEMODE_SCHEMA_SUITE: _suite, ...env } = process.env;
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [RUN, "--no-build", "types", "--only", "catalogs", "--for", "codemode"],
      { encoding: "utf8", env },
    );
    assert.match(stdout, /captures committed in fixtures\/cases/, stderr);
    assert.equal(status, 0, stdout + stderr);
  });
}
