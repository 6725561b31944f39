// Builds dist/command/: the command line as scripts that `src/start/` loads, and the start itself. They are CommonJS in a
// form of its own, because a script, unlike an ES module, can be compiled from what V8 has kept of it.
import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { rolldown } from "rolldown";
import { external, INSIDE_COMMAND } from "./externals.mjs";

/**
 * The scripts that hold more than one chunk: those with these modules, and all that they import. The first is loaded by every
 * command and starts the compiler of those that check; the second is loaded while the compiler starts, the third by `exec`.
 */
const GROUPS = [
  {
    script: "main.cjs",
    modules: [
      "cli/main.js",
      "cli/commands/check.js",
      "cli/commands/exec.js",
      "check/create-compiler.js",
    ],
  },
  { script: "verdict.cjs", modules: ["cli/find-programs.js", "codemode.js", "check/gate.js"] },
  {
    script: "run.cjs",
    modules: [
      "introspect/connect.js",
      "run/bridge.js",
      "run/connections.js",
      "run/limits.js",
      "run/local-sandbox.js",
      "run/validate.js",
    ],
  },
];

const require = createRequire(import.meta.url);

/** @param {string} tree the compiled sources; the command becomes a folder in it */
export async function buildCommand(tree) {
  const folder = path.join(tree, "command");
  mkdirSync(folder);
  const chunks = await chunksOf(tree, { cli: "cli/main.js" });
  const groups = groupsOf(chunks, tree);
  const scriptOf = new Map(
    groups.flatMap(({ script, members }) => members.map(({ fileName }) => [fileName, script])),
  );
  for (const { script, members } of groups) {
    if (chunks.some(({ fileName }) => fileName === script))
      throw new Error(`two are called ${script}`);
    // The first says where the chunks of the others are.
    const elsewhere = script === GROUPS[0].script ? scriptOf : new Map();
    writeScript(folder, script, members, elsewhere);
  }
  for (const chunk of chunks) {
    if (!scriptOf.has(chunk.fileName)) writeScript(folder, chunk.fileName, [chunk]);
  }
  const [start] = await chunksOf(tree, { start: "start/start.js" });
  writeFileSync(path.join(folder, start.fileName), start.code);
  for (const name of INSIDE_COMMAND) {
    const [packageName] = name.split("/");
    const licence = path.join(packageFolder(packageName), "LICENSE");
    copyFileSync(licence, path.join(folder, `LICENSE.${packageName}`));
  }
}

async function chunksOf(tree, entries) {
  const input = Object.fromEntries(
    Object.entries(entries).map(([name, file]) => [name, path.join(tree, file)]),
  );
  const bundle = await rolldown({
    input,
    platform: "node",
    external: external(INSIDE_COMMAND),
    plugins: [parserInPlace(tree)],
  });
  const names = { entryFileNames: "[name].cjs", chunkFileNames: "[name].cjs" };
  const { output } = await bundle.generate({ format: "cjs", ...names });
  await bundle.close();
  return output;
}

/** The parser looks for its native part from where it is installed, which is not where the bundle is. */
const parserInPlace = (tree) => ({
  name: "parser-in-place",
  transform(code, id) {
    if (!/[\\/]oxc-parser[\\/]/.test(id) || !code.includes("import.meta.url")) return null;
    const file = 'installedPackage("oxc-parser", PACKAGE_ROOT) + "/src-js/index.js"';
    return [
      `import { installedPackage } from ${JSON.stringify(path.join(tree, "installed-package.js"))};`,
      `import { PACKAGE_ROOT } from ${JSON.stringify(path.join(tree, "package-root.js"))};`,
      code.replaceAll("import.meta.url", file),
    ].join("\n");
  },
});

/** Each chunk belongs to the first group that needs it. */
function groupsOf(chunks, tree) {
  const taken = new Set();
  return GROUPS.map(({ script, modules }) => {
    const members = closureOf(chunks, new Set(modules.map((file) => path.join(tree, file))));
    const own = members.filter((chunk) => !taken.has(chunk));
    for (const chunk of own) taken.add(chunk);
    return { script, members: own };
  });
}

/** The chunks that hold the modules, with what they import, and what that imports. */
function closureOf(chunks, modules) {
  const byName = new Map(chunks.map((chunk) => [chunk.fileName, chunk]));
  const found = new Set(chunks.filter(({ moduleIds }) => moduleIds.some((id) => modules.has(id))));
  // A set also gives what is added while it is gone through.
  for (const chunk of found) {
    for (const name of chunk.imports) if (byName.has(name)) found.add(byName.get(name));
  }
  return [...found].sort((a, b) => (a.fileName < b.fileName ? -1 : 1));
}

/** What `src/start/chunks.ts` calls a chunk with. */
const PARAMETERS = "exports, require, module, __filename, __dirname, importOutside";

/** @param {ReadonlyMap<string, string>} elsewhere the scripts that other chunks are in */
function writeScript(folder, fileName, chunks, elsewhere = new Map()) {
  // In parentheses, a function is compiled at once and not looked over first.
  const parts = chunks.map(
    (chunk) => `"./${chunk.fileName}": (function (${PARAMETERS}) {\n${codeOf(chunk)}\n}),\n`,
  );
  for (const [chunk, script] of elsewhere) {
    if (script !== fileName) parts.push(`"./${chunk}": "${script}",\n`);
  }
  const text = toAscii(`({\n${parts.join("")}})\n`);
  const digest = createHash("sha256").update(text).digest("hex");
  writeFileSync(path.join(folder, fileName), `// ${digest}\n${text}`);
}

/** Packages are imported by the start: in a script, `import()` is an experiment of Node 20 that warns. */
function codeOf({ code, dynamicImports }) {
  return dynamicImports
    .filter((id) => !id.endsWith(".cjs"))
    .reduce((text, id) => text.replaceAll(`import("${id}")`, `importOutside("${id}")`), code);
}

/** What is beyond ASCII stands in strings, templates, regular expressions and comments: it can be escaped in all of them. */
function toAscii(text) {
  return text.replaceAll(
    /[^\0-\u007f]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

function packageFolder(name) {
  const found = require.resolve
    .paths(name)
    .map((folder) => path.join(folder, name))
    .find((folder) => {
      try {
        return require(path.join(folder, "package.json")).name === name;
      } catch {
        return false;
      }
    });
  if (found === undefined) throw new Error(`${name} is not installed`);
  return found;
}
