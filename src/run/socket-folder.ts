import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { codemodeError } from "../diagnostics/error.ts";
import { forget, watch } from "../process/reaper.ts";

/**
 * A folder that only we can enter, for a socket: in the temporary folder or, where that cannot be written to (a container
 * with a read-only file system), where else one can.
 * @throws CodemodeError `RUN_SANDBOX_UNAVAILABLE`
 */
export function makeSocketFolder(): string {
  const parents = [shortEnough(path.resolve(tmpdir())), "/tmp", "/dev/shm"];
  let why: unknown;
  for (const parent of parents) {
    if (parent === null) continue;
    try {
      const folder = mkdtempSync(path.join(parent, "codemode-"));
      watch({ folder });
      // Whatever the umask has taken away.
      chmodSync(folder, 0o700);
      return folder;
    } catch (error) {
      why ??= error;
    }
  }
  throw codemodeError(
    "RUN_SANDBOX_UNAVAILABLE",
    `There is no folder that the sandbox's socket can be made in: ${String(why)}`,
    { hint: "Set TMPDIR to a folder that can be written to.", cause: why },
  );
}

export function removeSocketFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  forget({ folder });
}

/** The path of a socket has at most 107 bytes on Linux and 103 on macOS. */
function shortEnough(folder: string): string | null {
  return Buffer.byteLength(folder) > 80 ? null : folder;
}
