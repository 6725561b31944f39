// Builds dist/bundle/: the library as it is shipped, and the workers. A few files instead of a hundred, and only those that
// are needed are loaded: what is imported dynamically stays apart. Nothing is minified, so that a stack trace names our
// functions.
import { copyFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { rolldown } from "rolldown";
import { external, INSIDE_LIBRARY } from "./externals.mjs";

/** By the names under which they are looked for: package.json's `exports`, and `src/`. */
const ENTRIES = {
  index: "index.js",
  define: "config/define.js",
  "openapi-worker": "openapi/validate-worker.js",
  "token-worker": "emit/token-worker.js",
  "validate-worker": "run/validate-worker.js",
};

const require = createRequire(import.meta.url);

/** @param {string} tree the compiled sources; the bundle becomes a folder in it */
export async function buildBundle(tree) {
  const input = Object.fromEntries(
    Object.entries(ENTRIES).map(([name, file]) => [name, path.join(tree, file)]),
  );
  const bundle = await rolldown({ input, platform: "node", external: external(INSIDE_LIBRARY) });
  const options = { entryFileNames: "[name].js", chunkFileNames: "[name].js" };
  await bundle.write({ dir: path.join(tree, "bundle"), format: "esm", ...options });
  await bundle.close();
  for (const name of ["commander", "zod"]) {
    const folder = path.dirname(require.resolve(name));
    copyFileSync(path.join(folder, "LICENSE"), path.join(tree, "bundle", `LICENSE.${name}`));
  }
}
