// Builds dist/: the compiled sources and the artefacts that are made, not written, by hand.
import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { buildCheckerLib } from "./build-checker-lib.mjs";
import { buildWorkerdConfig } from "./build-workerd-config.mjs";

const root = path.resolve(import.meta.dirname, "..");
const assets = path.join(root, "dist", "assets");
const require = createRequire(import.meta.url);

rmSync(path.join(root, "dist"), { recursive: true, force: true });
const tsc = path.join(path.dirname(require.resolve("@typescript/native/package.json")), "bin", "tsc");
execFileSync(process.execPath, [tsc, "-p", path.join(root, "tsconfig.build.json")], {
  stdio: "inherit",
});
mkdirSync(assets, { recursive: true });
await buildCheckerLib(assets);
await buildWorkerdConfig(assets);
