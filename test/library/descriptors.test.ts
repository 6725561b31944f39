import { spawnSync } from "node:child_process";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createCalculatorProject } from "../cli/generated-project.ts";
import type { Project } from "../e2e/project.ts";

let project: Project;
beforeAll(async () => {
  project = await createCalculatorProject();
});
afterAll(() => project.remove());

test.runIf(process.platform === "linux").each([0, 8, 40])(
  "with %i descriptors left, nothing can be loaded: a code, and nothing stays",
  (left) => {
    const script = path.join(import.meta.dirname, "../run/child/starved.mjs");
    const { stdout, stderr } = spawnSync(
      "/bin/sh",
      ["-c", `ulimit -n 256; exec "$0" "$@"`, process.execPath, script, String(left)],
      { cwd: project.dir, encoding: "utf8" },
    );
    expect(stderr).toBe("");
    expect(JSON.parse(stdout)).toEqual({
      ending: [expect.stringMatching(/^(?:LIBRARY_FILES|RUN_|SERVER_|CHECK_)/)],
      left: [],
    });
  },
);
