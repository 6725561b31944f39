import { lstatSync } from "node:fs";
import type { OutputFs } from "./output-fs.ts";

/**
 * Proof that a journal was written here. Git, an archive or a copy can carry any content of the output folder, but not a
 * file's number and the time of its last change: those are given by the file system when the file is made, to the
 * nanosecond, and no call sets them. So the journal names those of a file that lies beside it, and is believed only
 * while they are the same.
 */
export function makeSeal(fs: OutputFs, file: string): string {
  fs.write(file, "");
  const seal = readSeal(file);
  if (seal === null) throw new Error(`${file} is gone while it was ours`);
  return seal;
}

/** `null` where there is none. */
export function readSeal(file: string): string | null {
  const stats = lstatSync(file, { bigint: true, throwIfNoEntry: false });
  if (stats === undefined || !stats.isFile()) return null;
  return `${stats.ino}:${stats.ctimeNs}`;
}
