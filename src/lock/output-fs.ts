import {
  closeSync,
  constants,
  fsyncSync,
  linkSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";

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
  | { kind: "nothing" }
  | { kind: "folder" }
  | { kind: "file"; text: string }
  /** A symbolic link, a device, a pipe; or a step of the path is one or is a file. `at` names the step. */
  | { kind: "foreign"; at: string };

/** Far above any generated file; a larger one is not ours. */
const MAX_BYTES = 256 * 1024 * 1024;

/** @param relative a path with `/` that `isOwnPath` accepts */
export function readOnDisk(outDir: string, relative: string): OnDisk {
  const steps = relative.split("/");
  for (let count = 1; count < steps.length; count += 1) {
    const at = steps.slice(0, count).join("/");
    const stats = lstatSync(path.join(outDir, at), { throwIfNoEntry: false });
    if (stats === undefined) return { kind: "nothing" };
    if (!stats.isDirectory()) return { kind: "foreign", at };
  }
  const file = path.join(outDir, relative);
  const stats = lstatSync(file, { throwIfNoEntry: false });
  if (stats === undefined) return { kind: "nothing" };
  if (stats.isDirectory()) return { kind: "folder" };
  if (!stats.isFile() || stats.size > MAX_BYTES) return { kind: "foreign", at: relative };
  return { kind: "file", text: readFileSync(file, "utf8") };
}

export function codeOf(error: unknown): string {
  const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
  return code ?? "";
}
