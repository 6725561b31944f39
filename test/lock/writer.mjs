// Writes two trees over each other without end, until it is killed: `node writer.mjs <outDir>`. Loads the built package,
// because a process of its own cannot load the sources on every supported Node.
import { planChanges } from "../../dist/emit/plan-changes.js";
import { renderFileList } from "../../dist/emit/file-list.js";
import { writeChanges } from "../../dist/emit/write.js";
import { withOutputLock } from "../../dist/lock/output-lock.js";

const outDir = process.argv[2];

for (let version = 1; ; version += 1) {
  const names = [`sdk/only-${version % 2}.ts`, "sdk/a.ts", "runtime/b.js", "c.json"];
  const files = new Map(names.map((name) => [name, `${version}\n`]));
  files.set("files.json", renderFileList(files));
  await withOutputLock(outDir, async () => {
    writeChanges(outDir, planChanges(outDir, files).changes);
  });
  if (version === 1) process.stdout.write("ready\n");
}
