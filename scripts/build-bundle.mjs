// Builds dist/bundle/: what is shipped and run. A command loads a few files instead of a hundred, and only those it needs:
// what is imported dynamically stays apart. Third-party packages stay outside but for commander and zod/mini, which every
// command loads; nothing is minified, so that a stack trace names our functions.
import { copyFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { rolldown } from "rolldown";

/** By the names under which they are looked for: `bin/codemode.js`, package.json's `exports`, and `src/`. */
const ENTRIES = {
  cli: "cli/main.js",
  index: "index.js",
  define: "config/define.js",
  "openapi-worker": "openapi/validate-worker.js",
  "token-worker": "emit/token-worker.js",
  "validate-worker": "run/validate-worker.js",
};

const INSIDE = new Set(["commander", "zod/mini"]);

const require = createRequire(import.meta.url);

/** @param {string} id what is imported */
const external = (id) => /^[^./]/.test(id) && !INSIDE.has(id);

/** @param {string} tree the compiled sources; the bundle becomes a folder in it */
export async function buildBundle(tree) {
  const input = Object.fromEntries(
    Object.entries(ENTRIES).map(([name, file]) => [name, path.join(tree, file)]),
  );
  const bundle = await rolldown({ input, platform: "node", external });
  const options = { entryFileNames: "[name].js", chunkFileNames: "[name].js" };
  await bundle.write({ dir: path.join(tree, "bundle"), format: "esm", ...options });
  await bundle.close();
  for (const name of ["commander", "zod"]) {
    const folder = path.dirname(require.resolve(name));
    copyFileSync(path.join(folder, "LICENSE"), path.join(tree, "bundle", `LICENSE.${name}`));
  }
}
