import { closeSync, openSync } from "node:fs";
import { createRequire } from "node:module";
import { devNull } from "node:os";
import { codemodeError } from "../diagnostics/error.ts";

/** The first version without the memory-safety bugs made public in August 2026. */
const FLOOR = "1.20260619.1";

/** As many as reading a package takes at a time, and some. */
const FILES_TO_READ_A_PACKAGE = 4;

/**
 * The native binary and its version.
 * @throws CodemodeError `RUN_SANDBOX_UNAVAILABLE` when this platform's package is missing, the version is too old, or this
 *   process has too many files open to tell
 */
export function findWorkerd(): { binary: string; version: string } {
  assertFilesCanBeOpened();
  let found: { default: string; version: string };
  try {
    // The package's own way to the platform's binary; its `bin` may be a script that starts another process.
    found = createRequire(import.meta.url)("workerd") as typeof found;
  } catch (cause) {
    throw codemodeError("RUN_SANDBOX_UNAVAILABLE", "workerd is not installed for this platform.", {
      hint: "Install again without `--omit=optional`. workerd has no build for musl (Alpine).",
      detail: String(cause),
      cause,
    });
  }
  const { default: binary, version } = found;
  if (compareVersions(version, FLOOR) < 0) {
    throw codemodeError(
      "RUN_SANDBOX_UNAVAILABLE",
      `workerd ${version} has known holes; ${FLOOR} is the oldest that may run programs.`,
      { hint: "Install the version that codemode pins." },
    );
  }
  return { binary, version };
}

/** Of a package whose files could not be opened, Node remembers for good that there is none: it must not come to that. */
function assertFilesCanBeOpened(): void {
  const opened: number[] = [];
  try {
    while (opened.length < FILES_TO_READ_A_PACKAGE) opened.push(openSync(devNull, "r"));
  } catch (cause) {
    throw codemodeError("RUN_SANDBOX_UNAVAILABLE", "No file can be opened to find workerd.", {
      hint: "Close files and connections, or raise the limit of open files (`ulimit -n`).",
      detail: String(cause),
      cause,
    });
  } finally {
    for (const file of opened) closeSync(file);
  }
}

/** Compares versions of three numbers, such as `1.20260619.1`. */
function compareVersions(a: string, b: string): number {
  const [left, right] = [a, b].map((version) => version.split(".").map(Number));
  for (let i = 0; i < 3; i += 1) {
    const difference = (left?.[i] ?? 0) - (right?.[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
