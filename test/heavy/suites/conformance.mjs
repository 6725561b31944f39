// The official conformance suite against codemode as a client, with what each revision of the specification requires.
import assert from "node:assert/strict";
import { REVISIONS, runConformance } from "../../conformance/run.mjs";
import { NO_BINARY, nodeBinary } from "../project.mjs";

/** @param {ReturnType<import("../report.mjs").createReport>} report */
export async function testConformance(report) {
  const node = nodeBinary(24);
  if (node === null) {
    report.skip("conformance", NO_BINARY);
    return;
  }
  for (const revision of REVISIONS) {
    await report.test(`conformance to ${revision}`, async () => {
      const { passed, applicable, optional, problems } = await runConformance(node, revision);
      const more = `${optional.passed} of ${optional.applicable} that it does not`;
      console.log(`     ${revision}: ${passed} of ${applicable} scenarios it requires, ${more}`);
      assert.deepEqual(problems, []);
    });
  }
}
