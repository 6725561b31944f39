// Builds dist/: the compiled sources and the artefacts that are made, not written, by hand.
import { execFileSync } from "node:child_process";
import { mkdirSync, renameSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { buildBundle } from "./build-bundle.mjs";
import { buildCommand } from "./build-command.mjs";
import { buildCheckerLib } from "./build-checker-lib.mjs";
import { buildWorkerdConfig } from "./build-workerd-config.mjs";

const root = path.resolve(import.meta.dirname, "..");
const dist = path.join(root, "dist");
// Built beside it and swapped at the end: a build that fails leaves the last good one.
const next = path.join(root, "dist.next");
const assets = path.join(next, "assets");
const require = createRequire(import.meta.url);
const compiler = path.join(
  path.dirname(require.resolve("@typescript/native/package.json")),
  "bin",
  "tsc",
);

rmSync(next, { recursive: true, force: true });
try {
  const args = ["-p", path.join(root, "tsconfig.build.json"), "--outDir", next];
  execFileSync(process.execPath, [compiler, ...args], { stdio: "inherit" });
  await buildBundle(next);
  await buildCommand(next);
  mkdirSync(assets, { recursive: true });
  await buildCheckerLib(assets);
  await buildWorkerdConfig(assets);
} catch (error) {
  rmSync(next, { recursive: true, force: true });
  throw error;
}
rmSync(dist, { recursive: true, force: true });
renameSync(next, dist);
