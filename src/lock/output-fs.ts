import {
  closeSync,
  constants,
  fsyncSync,
  linkSync,
  lstatSync,
  mkdirSync,
  openSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { MAX_BYTES, readRegularFile, type RegularFile } from "./regular-file.ts";

/** Every change that is ever made to an output folder. An interface, so that tests can make any step of it fail. */
export interface OutputFs {
  /** Makes one folder; no error when it exists. */
  makeFolder(folder: string): void;
  /** Writes a new file and has it on the disk before it returns. */
  write(file: string, text: string): void;
  /** Replaces what is at `to`, itself and not what it may point to. */
  rename(from: string, to: string): void;
  /** A second name for a file; fails with `EEXIST` when the name is taken. */
  link(from: string, to: string): void;
  /** No error when there is none. */
  removeFile(file: string): void;
  /** Removes a folder if it is empty. */
  removeFolder(folder: string): void;
}

export const nodeFs: OutputFs = {
  makeFolder: (folder) => {
    try {
      mkdirSync(folder);
    } catch (error) {
      if (codeOf(error) !== "EEXIST") throw error;
    }
  },
  write: (file, text) => {
    const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL;
    const descriptor = openSync(file, flags, 0o666);
    try {
      writeFileSync(descriptor, text);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  },
  rename: renameSync,
  link: linkSync,
  removeFile: (file) => rmSync(file, { force: true }),
  removeFolder: (folder) => {
    try {
      rmdirSync(folder);
    } catch (error) {
      if (!["ENOTEMPTY", "ENOENT", "EEXIST"].includes(codeOf(error))) throw error;
    }
  },
};

/** What is at a path inside the output folder, without ever following a symbolic link below that folder. */
export type OnDisk =
  | Exclude<RegularFile, { kind: "foreign" }>
  /** As of the file; or a step of the path is no folder. `at` names the step. */
  | { kind: "foreign"; at: string };

/**
 * @param relative a path with `/` that `isOwnPath` accepts
 * @param maxBytes a larger file is foreign
 */
export function readOnDisk(
  outDir: string,
  relative: string,
  maxBytes: number = MAX_BYTES.generated,
): OnDisk {
  const steps = relative.split("/");
  for (let count = 1; count < steps.length; count += 1) {
    const at = steps.slice(0, count).join("/");
    const stats = lstatSync(path.join(outDir, at), { throwIfNoEntry: false });
    if (stats === undefined) return { kind: "nothing" };
    if (!stats.isDirectory()) return { kind: "foreign", at };
  }
  const found = readRegularFile(path.join(outDir, relative), maxBytes);
  return found.kind === "foreign" ? { kind: "foreign", at: relative } : found;
}

export function codeOf(error: unknown): string {
  const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
  return code ?? "";
}
