import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const require = createRequire(import.meta.url);

/** The versions of TypeScript that an SDK must pass, oldest first, and the names under which they are installed. */
export const COMPILERS: readonly [version: string, name: string][] = [
  ["5.9", "typescript-5.9"],
  ["6.0", "typescript"],
  ["7.0", "@typescript/native"],
];

export const STRICTEST =
  "--exactOptionalPropertyTypes --noUncheckedIndexedAccess --verbatimModuleSyntax --isolatedModules --noImplicitOverride --noPropertyAccessFromIndexSignature --noUnusedLocals";

/** The version that is installed under a name. */
export function installedVersion(name: string): string {
  const manifest = readFileSync(require.resolve(`${name}/package.json`), "utf8");
  return (JSON.parse(manifest) as { version: string }).version;
}

/** @returns what a compiler says of files in strict mode; empty when it accepts them */
export async function compile(
  name: string,
  cwd: string,
  flags: string,
  files: readonly string[],
): Promise<string> {
  const options = `--noEmit --strict --target es2022 --lib es2022 --skipLibCheck false ${flags}`;
  const tsc = path.join(path.dirname(require.resolve(`${name}/package.json`)), "bin", "tsc");
  try {
    const { stdout } = await run(process.execPath, [tsc, ...options.split(" "), ...files], { cwd });
    return stdout;
  } catch (error) {
    const { stdout, stderr } = error as { stdout?: string; stderr?: string };
    return `${stdout ?? ""}${stderr ?? ""}` || String(error);
  }
}
