// Each of the benches in its short form: it runs to its end on what there is now. Its times are nobody's business here.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import path from "node:path";
import { ROOT } from "../project.mjs";

const RUN = path.join(ROOT, "bench", "run.mjs");

/** What each is asked for, and what it prints last. */
const BENCHES = [
  { name: "exec", args: ["--rounds", "5"], end: /Load .*, after; Node/ },
  {
    name: "gate",
    args: ["speed", "--rounds", "1"],
    end: /One program at a time[^]*\| tsc 6, a process/,
  },
  { name: "connect", args: ["captures"], end: /tools/ },
];

/** @param {ReturnType<import("../report.mjs").createReport>} report */
export async function testBenches(report) {
  for (const { name, args, end } of BENCHES) {
    await report.test(`bench ${name} runs to its end`, () => {
      const { CODEMODE_CATALOGS: _catalogs, ...env } = process.env;
      const { stdout, stderr } = spawnSync(process.execPath, [RUN, "--no-build", name, ...args], {
        encoding: "utf8",
        env,
      });
      assert.match(stdout, end, stderr);
      assert.doesNotMatch(stdout, /^codemode.* did not run/m);
      // What it promises is for a quiet machine: anything else that it has against itself is a bug of it.
      const complaints = stderr
        .split("\n")
        .filter((line) => line !== "" && !/^(?:FAIL|npm) /.test(line));
      assert.deepEqual(complaints, []);
    });
  }
}
