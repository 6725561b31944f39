import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import { createDiagnostic, type Diagnostic } from "../diagnostics/diagnostic.ts";
import { LOCK_PATH } from "../lock/paths.ts";

/**
 * Tells whether `generate` has written another SDK since: asked with each answer, it costs one `stat`, and one reading of
 * the lock where that differs.
 *
 * @param outDir absolute path of the output folder
 * @returns `OUTPUT_REGENERATED` while the lock on disk is another one, else `null`
 */
export function watchForSdk(outDir: string): () => Diagnostic | null {
  const file = path.join(outDir, LOCK_PATH);
  const served = digest(file);
  let seen = stamp(file);
  let changed = false;
  return () => {
    const now = stamp(file);
    if (now !== seen) {
      seen = now;
      const found = digest(file);
      // Between two writes there may be none for a moment.
      changed = found !== null && found !== served;
    }
    return changed
      ? createDiagnostic("OUTPUT_REGENERATED", "The SDK was generated anew since `serve` began.")
      : null;
  };
}

function stamp(file: string): string {
  const found = statSync(file, { throwIfNoEntry: false });
  return found === undefined ? "" : `${found.mtimeMs} ${found.size} ${found.ino}`;
}

function digest(file: string): string | null {
  try {
    return createHash("sha256").update(readFileSync(file)).digest("hex");
  } catch {
    return null;
  }
}
