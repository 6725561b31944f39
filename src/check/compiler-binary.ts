import { existsSync } from "node:fs";
import path from "node:path";
import { codemodeError } from "../diagnostics/error.ts";
import { installedPackage } from "../installed-package.ts";
import { PACKAGE_ROOT } from "../package-root.ts";

/**
 * The compiler's own executable. npm's `tsc` is a script that starts it: killing that one would leave this one running.
 * @throws CodemodeError `CHECK_COMPILER_FAILED` when this platform's package is not installed
 */
export function compilerBinary(): string {
  const platformPackage = `@typescript/typescript-${process.platform}-${process.arch}`;
  try {
    // The platform's package is a dependency of the compiler's, so it is looked for from there.
    const compiler = installedPackage("@typescript/native", PACKAGE_ROOT);
    const folder = installedPackage(platformPackage, compiler);
    const name = process.platform === "win32" ? "tsc.exe" : "tsc";
    const binary = path.join(folder, "lib", name);
    if (existsSync(binary)) return binary;
  } catch {
    // Said below.
  }
  throw codemodeError(
    "CHECK_COMPILER_FAILED",
    `The TypeScript compiler for this platform is not installed (${platformPackage}).`,
    { hint: "Install the dependencies again without `--omit=optional`." },
  );
}
