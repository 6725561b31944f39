import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { codemodeError } from "../diagnostics/error.ts";

/**
 * The compiler's own executable. npm's `tsc` is a script that starts it: killing that one would leave this one running.
 * @throws CodemodeError `CHECK_COMPILER_FAILED` when this platform's package is not installed
 */
export function compilerBinary(): string {
  const platformPackage = `@typescript/typescript-${process.platform}-${process.arch}`;
  try {
    // The platform's package is a dependency of the compiler's, so it is resolved from there.
    const compilerPackage = createRequire(import.meta.url).resolve(
      "@typescript/native/package.json",
    );
    const manifest = createRequire(compilerPackage).resolve(`${platformPackage}/package.json`);
    const name = process.platform === "win32" ? "tsc.exe" : "tsc";
    const binary = path.join(path.dirname(manifest), "lib", name);
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
