// The official conformance suite of the specification, with codemode as the client.
import { REVISIONS, runConformance } from "../../test/conformance/run.mjs";
import { NO_BINARY, nodeBinary } from "../../test/heavy/project.mjs";
import { markdownTable } from "../table.mjs";

/** Prints a row for each revision. @returns {Promise<string[]>} what is not as it is expected to be */
export async function measureConformance() {
  const node = nodeBinary("24");
  if (node === null) {
    console.log(`The conformance suite needs another Node: ${NO_BINARY}.\n`);
    return [];
  }
  const rows = [];
  const misses = [];
  for (const revision of REVISIONS) {
    const { passed, applicable, optional, problems } = await runConformance(node, revision);
    rows.push([
      revision,
      `${passed} of ${applicable}`,
      `${optional.passed} of ${optional.applicable}`,
    ]);
    misses.push(...problems);
  }
  console.log(markdownTable(["scenarios passed", "required", "extensions"], rows));
  return misses;
}
