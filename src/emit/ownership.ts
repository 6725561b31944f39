import { createDiagnostic, type Diagnostic } from "../diagnostics/diagnostic.ts";
import { digestText } from "../lock/digest.ts";
import { readLockFile } from "../lock/open-sdk.ts";
import { readOnDisk } from "../lock/output-fs.ts";
import { catalogPath, FILE_LIST_PATH, LOCK_PATH } from "../lock/paths.ts";
import { MAX_BYTES } from "../lock/regular-file.ts";
import { parseFileList } from "./file-list.ts";
import { MARK } from "./mark.ts";

/** Which files of the output folder are codemode's. */
export interface Ownership {
  /** By path, of every file that may be removed; empty when the list cannot be believed. */
  digests: ReadonlyMap<string, string>;
  /** Whether the file at a path, with the text it has there, may be replaced. */
  isOurs(path: string, text: string): boolean;
  /** A warning when the list cannot be believed. */
  diagnostics: Diagnostic[];
}

/** Reads `files.json`; see {@link proveOwnership} for when it cannot be believed. */
export function readOwnership(outDir: string): Ownership {
  const found = readOnDisk(outDir, FILE_LIST_PATH, MAX_BYTES.fileList);
  // Without a list nothing was generated here; what is no file is in the way of the new list.
  if (found.kind !== "file") return { digests: new Map(), isOurs: () => false, diagnostics: [] };
  const digests = parseFileList(found.text);
  if (digests === null) return proveOwnership(outDir);
  const isOurs = (file: string): boolean => file === FILE_LIST_PATH || digests.has(file);
  return { digests, isOurs, diagnostics: [] };
}

/**
 * A damaged list (a merge conflict, most likely) says nothing about any file, so each must prove itself: by its digest in
 * the lock, by codemode's mark, or by being in codemode's own format. Everything else is somebody's.
 *
 * @throws CodemodeError `OUTPUT_LOCK_DAMAGED`, `OUTPUT_LOCK_VERSION`
 */
function proveOwnership(outDir: string): Ownership {
  const lock = readLockFile(outDir);
  const catalogs = new Map(
    lock?.servers.map(({ key, catalogHash }) => [catalogPath(key), catalogHash]),
  );
  const isOurs = (file: string, text: string): boolean => {
    if (file === LOCK_PATH) return lock !== null;
    if (file === FILE_LIST_PATH) return text.includes(`"filesVersion"`);
    if (catalogs.has(file)) return catalogs.get(file) === digestText(text);
    return text.includes(MARK);
  };
  const message = `${FILE_LIST_PATH} in the output folder is damaged: only what is certainly codemode's is written anew.`;
  const warning = createDiagnostic("OUTPUT_LIST_DAMAGED", message);
  return { digests: new Map(), isOurs, diagnostics: [warning] };
}
