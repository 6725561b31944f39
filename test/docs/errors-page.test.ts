import { spawnSync } from "node:child_process";
import path from "node:path";
import { expect, test } from "vitest";

const ROOT = path.resolve(import.meta.dirname, "../..");

test("docs/errors.md is what the registry says", () => {
  const checked = spawnSync(process.execPath, ["scripts/errors-page.mjs", "--check"], {
    cwd: ROOT,
    encoding: "utf8",
  });
  expect(checked.stderr).toBe("");
  expect(checked.status).toBe(0);
});
