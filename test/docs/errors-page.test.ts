import { execFileSync } from "node:child_process";
import path from "node:path";
import { test } from "vitest";

const ROOT = path.resolve(import.meta.dirname, "../..");

test("docs/errors.md is what the registry says", () => {
  // Throws with the command to run when it is stale.
  execFileSync(process.execPath, ["scripts/errors-page.mjs", "--check"], { cwd: ROOT });
});
