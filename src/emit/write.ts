import {
  clearWorkFolder,
  commitJournal,
  stagedName,
  workPath,
  type Journal,
} from "../lock/journal.ts";
import { nodeFs, type OutputFs } from "../lock/output-fs.ts";
import { finishWrite, guarded, OWNER_FILE } from "../lock/output-lock.ts";
import type { FileChange } from "./plan-changes.ts";

/**
 * Makes the changes, all or none: interrupted anywhere, the next command finishes or undoes them. Only for the holder of
 * the output lock.
 *
 * @throws CodemodeError `OUTPUT_WRITE_FAILED`, `OUTPUT_NOT_OURS`
 */
export function writeChanges(
  outDir: string,
  changes: readonly FileChange[],
  fs: OutputFs = nodeFs,
): void {
  if (changes.length === 0) return;
  guarded(outDir, () => {
    const journal: Journal = { journalVersion: 1, replace: [], remove: [] };
    try {
      for (const [index, change] of changes.entries()) {
        if (change.kind === "delete") {
          journal.remove.push({ path: change.path, digest: change.digest });
          continue;
        }
        const staged = stagedName(index);
        fs.write(workPath(outDir, staged), change.text);
        const was = change.kind === "update" ? change.was : null;
        journal.replace.push({ path: change.path, staged, was });
      }
      commitJournal(fs, outDir, journal);
    } catch (error) {
      // Nothing has been touched yet, and nothing will be.
      clearWorkFolder(fs, outDir, OWNER_FILE);
      throw error;
    }
    finishWrite(fs, outDir);
  });
}
