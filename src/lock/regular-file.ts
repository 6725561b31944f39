import { closeSync, constants, fstatSync, lstatSync, openSync, readSync } from "node:fs";

/** What is at a path, with the text of a regular file only. */
export type RegularFile =
  | { kind: "nothing" }
  | { kind: "folder" }
  | { kind: "file"; text: string }
  /** A symbolic link, a device, a pipe, or larger than anything of ours. */
  | { kind: "foreign" };

const MIB = 1024 * 1024;

/** In bytes; each far above the largest that codemode writes of its kind. */
export const MAX_BYTES = {
  owner: 4096,
  journal: 4 * MIB,
  fileList: 4 * MIB,
  lock: 64 * MIB,
  /** Catalogs, and what is generated from them. */
  generated: 128 * MIB,
} as const;

/** Neither exists on Windows, where a file is not what it seems only after the look at it. */
const NO_FOLLOW = (constants.O_NOFOLLOW as number | undefined) ?? 0;
const NO_WAIT = (constants.O_NONBLOCK as number | undefined) ?? 0;

/**
 * Reads a file that a hostile repository may have put there. A symbolic link is never followed and a device or pipe never
 * read: `/dev/zero` has no end, and a pipe without a writer waits for ever.
 *
 * @throws errors of the file system
 */
export function readRegularFile(file: string, maxBytes: number): RegularFile {
  const seen = lstatSync(file, { throwIfNoEntry: false });
  if (seen === undefined) return { kind: "nothing" };
  if (seen.isDirectory()) return { kind: "folder" };
  if (!seen.isFile() || seen.size > maxBytes) return { kind: "foreign" };
  const descriptor = openUnlessReplaced(file);
  if (typeof descriptor !== "number") return descriptor;
  try {
    // Looked at again: it may be another file by now.
    const stats = fstatSync(descriptor);
    if (!stats.isFile() || stats.size > maxBytes) return { kind: "foreign" };
    return { kind: "file", text: readBytes(descriptor, stats.size).toString("utf8") };
  } finally {
    closeSync(descriptor);
  }
}

/** A descriptor, or what the file has become since it was looked at. */
function openUnlessReplaced(file: string): number | RegularFile {
  try {
    return openSync(file, constants.O_RDONLY | NO_FOLLOW | NO_WAIT);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return { kind: "nothing" };
    if (code === "ELOOP") return { kind: "foreign" };
    throw error;
  }
}

/** At most `size` bytes, however the file grows meanwhile. */
function readBytes(descriptor: number, size: number): Buffer {
  // Not cleared: what is not filled is cut off.
  const buffer = Buffer.allocUnsafe(size);
  let filled = 0;
  while (filled < size) {
    const count = readSync(descriptor, buffer, filled, size - filled, null);
    if (count === 0) break;
    filled += count;
  }
  return buffer.subarray(0, filled);
}
