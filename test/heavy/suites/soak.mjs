// Several hundred executions over three real servers, one in twenty of them hostile: nothing fails, grows or is left.
import assert from "node:assert/strict";
import path from "node:path";
import { finished, ROOT, start } from "../project.mjs";

const RUNS = 300;

/** @param {ReturnType<import("../report.mjs").createReport>} report */
export async function testSoak(report) {
  if (process.platform !== "linux") {
    report.skip("soak", "it reads /proc");
    return;
  }
  await report.test(`soak: ${RUNS} executions`, async () => {
    const script = path.join(ROOT, "scripts", "soak.mjs");
    const child = start(process.execPath, [script, "--runs", String(RUNS)], { cwd: ROOT });
    const { status, stdout, stderr } = await finished(child);
    console.log(stdout.replaceAll(/^/gm, "    ").trimEnd());
    assert.equal(status, 0, stderr.slice(-4000));
  });
}
