import { codemodeError } from "../diagnostics/error.ts";
import type { ServerCatalog } from "../introspect/catalog.ts";
import type { CommittedSdk } from "./committed-sdk.ts";
import { digestText, normalizeLines } from "./digest.ts";
import { MalformedJsonError } from "./json-reader.ts";
import { readOnDisk } from "./output-fs.ts";
import { recoverJournal } from "./output-lock.ts";
import { parseCatalog } from "./parse-catalog.ts";
import { openLock, parseLock } from "./parse.ts";
import { catalogPath, isOwnPath, LOCK_PATH } from "./paths.ts";
import { MAX_BYTES } from "./regular-file.ts";
import type { Lock } from "./types.ts";

/**
 * Opens what `generate` left in the output folder, after finishing or undoing a write that was interrupted. Catalogs, and
 * the lists of tools in the lock, are read when they are asked for, once.
 *
 * @param outDir absolute
 * @throws CodemodeError `OUTPUT_NOT_GENERATED`, `OUTPUT_LOCK_DAMAGED`, `OUTPUT_LOCK_VERSION`, and what
 *   `recoverJournal` throws
 */
export function openSdk(outDir: string): CommittedSdk {
  recoverJournal(outDir);
  const text = readLockText(outDir);
  if (text === null) {
    throw codemodeError("OUTPUT_NOT_GENERATED", `There is no ${LOCK_PATH} in ${outDir}.`);
  }
  const lock = openLock(text);
  const catalogs = new Map<string, ServerCatalog>();
  return {
    outDir,
    lock,
    catalog: (serverKey) => {
      const known = catalogs.get(serverKey);
      if (known !== undefined) return known;
      const catalog = readCatalogFile(outDir, lock, serverKey);
      catalogs.set(serverKey, catalog);
      return catalog;
    },
  };
}

/**
 * The lock, or `null` when there is none.
 *
 * @throws CodemodeError `OUTPUT_LOCK_DAMAGED`, `OUTPUT_LOCK_VERSION`
 */
export function readLockFile(outDir: string): Lock | null {
  const text = readLockText(outDir);
  return text === null ? null : parseLock(text);
}

function readLockText(outDir: string): string | null {
  const found = readOnDisk(outDir, LOCK_PATH, MAX_BYTES.lock);
  if (found.kind === "nothing") return null;
  if (found.kind === "file") return normalizeLines(found.text);
  throw codemodeError(
    "OUTPUT_LOCK_DAMAGED",
    `${LOCK_PATH} is not a regular file, or far too large.`,
  );
}

/**
 * One committed catalog, checked against its hash in the lock.
 *
 * @throws CodemodeError `OUTPUT_CATALOG_MISSING`, `OUTPUT_CATALOG_CHANGED`
 */
export function readCatalogFile(outDir: string, lock: Lock, serverKey: string): ServerCatalog {
  const file = catalogPath(serverKey);
  const server = lock.servers.find(({ key }) => key === serverKey);
  const found = isOwnPath(file) ? readOnDisk(outDir, file) : null;
  const location = { server: serverKey };
  if (server === undefined || found === null || found.kind !== "file") {
    const message = `There is no catalog of server \`${serverKey}\`.`;
    throw codemodeError("OUTPUT_CATALOG_MISSING", message, { location });
  }
  const changed = (why: string): Error =>
    codemodeError("OUTPUT_CATALOG_CHANGED", `${file} ${why}.`, { location });
  if (digestText(found.text) !== server.catalogHash) throw changed("is not the one in the lock");
  try {
    return parseCatalog(found.text);
  } catch (error) {
    // Its hash is right, so the lock itself was written for a file that is no catalog.
    if (error instanceof SyntaxError || error instanceof MalformedJsonError) {
      throw changed(`is not a catalog: ${error.message}`);
    }
    throw error;
  }
}
