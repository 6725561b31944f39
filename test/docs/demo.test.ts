import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

const ROOT = path.resolve(import.meta.dirname, "../..");

test("README.md shows what the demo prints", () => {
  const readme = readFileSync(path.join(ROOT, "README.md"), "utf8");
  const shown = /<!-- demo -->\s+```text\n([^]*?)```\s+<!-- \/demo -->/.exec(readme)?.[1];
  // Standard output and error in one stream, as a terminal shows them.
  const printed = execFileSync("/bin/sh", ["-c", `exec "$0" demo/run.mjs 2>&1`, process.execPath], {
    cwd: ROOT,
    encoding: "utf8",
    env: { PATH: process.env["PATH"], HOME: process.env["HOME"] },
  });
  expect(shown?.trim()).toBe(printed.trim());
}, 60_000);
