// The main job on real servers: generate an SDK, stop a wrong program, run a right one. `npm run demo` builds first.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const here = import.meta.dirname;
const codemode = path.join(here, "..", "bin", "codemode.js");
const state = mkdtempSync(path.join(tmpdir(), "codemode-demo-"));

/** Runs one command as a user would and requires the exit code it should have. */
function run(title, args, expectedExit) {
  console.log(`\n# ${title}\n$ codemode ${args.join(" ")}`);
  const { status } = spawnSync(process.execPath, [codemode, ...args], {
    cwd: here,
    stdio: "inherit",
    env: { ...process.env, CODEMODE_DEMO_DIR: state },
  });
  if (status === expectedExit) return;
  console.error(`\nThe demo failed: exit code ${status}, expected ${expectedExit}.`);
  process.exitCode = 1;
}

// From nothing, as on a new machine.
rmSync(path.join(here, "codemode"), { recursive: true, force: true });
try {
  run("Three MCP servers become a TypeScript SDK in demo/codemode/", ["generate"], 0);
  run("A wrong program: the gate stops it, nothing is executed", ["exec", "programs/wrong.ts"], 1);
  run("A right program: calls over three servers, in workerd", ["exec", "programs/right.ts"], 0);
} finally {
  rmSync(state, { recursive: true, force: true });
}
