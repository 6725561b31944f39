import { lstatSync } from "node:fs";
import path from "node:path";
import { createDiagnostic, type Diagnostic } from "../diagnostics/diagnostic.ts";
import { CodemodeError } from "../diagnostics/error.ts";
import { compareCodeUnits } from "../json.ts";
import { digestText, normalizeLines } from "../lock/digest.ts";
import { readOnDisk } from "../lock/output-fs.ts";
import { readOwnership } from "./ownership.ts";

/** What must happen to one file for the folder to be what would be generated now. */
export type FileChange =
  | { kind: "create"; path: string; text: string }
  /** `was` is the digest of the text that is there now. */
  | { kind: "update"; path: string; text: string; was: string }
  | { kind: "delete"; path: string; digest: string };

export interface ChangePlan {
  /** Sorted by path; empty when nothing is to be done. */
  changes: FileChange[];
  /** Warnings: what is not ours any more and stays. */
  diagnostics: Diagnostic[];
}

/**
 * Compares the files that should be there with those that are. Reads only.
 *
 * @param files by path with `/`, relative to `outDir`; `files.json` among them
 * @throws CodemodeError `OUTPUT_NOT_OURS`, one diagnostic for each file in the way; with a damaged list also what reading
 *   the lock throws
 */
export function planChanges(outDir: string, files: ReadonlyMap<string, string>): ChangePlan {
  const owned = readOwnership(outDir);
  const obstacles: Diagnostic[] = [];
  const changes: FileChange[] = [];
  for (const [file, text] of files) {
    const found = readOnDisk(outDir, file);
    if (found.kind === "nothing") changes.push({ kind: "create", path: file, text });
    else if (found.kind !== "file")
      obstacles.push(inTheWay(found.kind === "folder" ? file : found.at));
    else if (normalizeLines(found.text) === text) continue;
    else if (owned.isOurs(file, found.text)) {
      changes.push({ kind: "update", path: file, text, was: digestText(found.text) });
    } else obstacles.push(inTheWay(file));
  }
  const [first, ...rest] = obstacles;
  if (first !== undefined) throw new CodemodeError([first, ...rest, ...owned.diagnostics]);
  const stale = planRemovals(outDir, files, owned.digests);
  changes.push(...stale.changes);
  changes.sort((a, b) => compareCodeUnits(a.path, b.path));
  return { changes, diagnostics: [...owned.diagnostics, ...stale.diagnostics] };
}

/** Files that were ours and are not generated any more; one that was edited since is the user's now. */
function planRemovals(
  outDir: string,
  files: ReadonlyMap<string, string>,
  digests: ReadonlyMap<string, string>,
): ChangePlan {
  const changes: FileChange[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const [file, digest] of digests) {
    if (files.has(file)) continue;
    const found = readOnDisk(outDir, file);
    if (found.kind !== "file" || isSameFile(outDir, file, files)) continue;
    if (digestText(found.text) === digest) changes.push({ kind: "delete", path: file, digest });
    else {
      const message = `${file} is no longer generated, but it was changed by hand: it stays.`;
      diagnostics.push(createDiagnostic("OUTPUT_KEPT", message));
    }
  }
  return { changes, diagnostics };
}

/** Where case does not count, a server whose key changed only in case has the same files as before. */
function isSameFile(outDir: string, stale: string, files: ReadonlyMap<string, string>): boolean {
  const lower = stale.toLowerCase();
  return [...files.keys()]
    .filter((file) => file.toLowerCase() === lower)
    .some((file) => {
      const a = lstatSync(path.join(outDir, stale), { throwIfNoEntry: false });
      const b = lstatSync(path.join(outDir, file), { throwIfNoEntry: false });
      return a !== undefined && b !== undefined && a.ino === b.ino && a.dev === b.dev;
    });
}

function inTheWay(file: string): Diagnostic {
  return createDiagnostic(
    "OUTPUT_NOT_OURS",
    `\`${file}\` in the output folder was not written by codemode, and a generated file must go there.`,
  );
}
