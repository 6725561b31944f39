import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import { createDiagnostic, type Diagnostic } from "../diagnostics/diagnostic.ts";

/** What must stay byte for byte as it is: it is hashed, or it is run. */
const EXACT = /^(?:codemode\.lock\.json$|files\.json$|catalog\/|runtime\/|sdk\/runtime\.js$)/;

/**
 * The files formatted with the options that the user's own prettier configuration gives for them. What is emitted is
 * already clean under prettier's defaults, so that without a configuration prettier is not even loaded.
 *
 * @param outDir absolute; need not exist
 */
export async function formatForUser(
  files: ReadonlyMap<string, string>,
  outDir: string,
): Promise<{ files: Map<string, string>; diagnostics: Diagnostic[] }> {
  if (!hasPrettierConfig(outDir)) return { files: new Map(files), diagnostics: [] };
  const prettier = await import("prettier");
  const formatted = new Map<string, string>();
  try {
    for (const [file, text] of files) {
      const filepath = path.join(outDir, file);
      const options = EXACT.test(file)
        ? null
        : await prettier.resolveConfig(filepath, { editorconfig: true });
      const given = options === null ? text : await prettier.format(text, { ...options, filepath });
      // Line ends are Git's business: a lock made on one system must not be stale on another.
      formatted.set(file, given.replaceAll("\r\n", "\n"));
    }
    return { files: formatted, diagnostics: [] };
  } catch (error) {
    const message = "The project's prettier options could not be used; the defaults were.";
    const diagnostic = createDiagnostic("OUTPUT_FORMAT_FAILED", message, {
      detail: error instanceof Error ? error.message : String(error),
    });
    return { files: new Map(files), diagnostics: [diagnostic] };
  }
}

/** https://prettier.io/docs/configuration, and the one other file it reads. */
const CONFIG_NAMES = [
  ".prettierrc",
  ...["json", "yml", "yaml", "json5", "js", "ts", "mjs", "mts", "cjs", "cts", "toml"].map(
    (ending) => `.prettierrc.${ending}`,
  ),
  ...["js", "ts", "mjs", "mts", "cjs", "cts"].map((ending) => `prettier.config.${ending}`),
  ".editorconfig",
];

/** Looks only: whether it says anything about our files is for prettier to find out. */
function hasPrettierConfig(outDir: string): boolean {
  for (let folder = outDir; ; folder = path.dirname(folder)) {
    if (CONFIG_NAMES.some((name) => isFile(path.join(folder, name)))) return true;
    if (folder !== outDir && mentionsPrettier(path.join(folder, "package.json"))) return true;
    if (mentionsPrettier(path.join(folder, "package.yaml"))) return true;
    if (path.dirname(folder) === folder) return false;
  }
}

function mentionsPrettier(file: string): boolean {
  return isFile(file) && readFileSync(file, "utf8").includes("prettier");
}

function isFile(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isFile() === true;
}
