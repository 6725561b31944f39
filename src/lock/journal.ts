import { lstatSync, readdirSync } from "node:fs";
import path from "node:path";
import { codemodeError } from "../diagnostics/error.ts";
import type { JsonValue } from "../json.ts";
import { digestText } from "./digest.ts";
import {
  MalformedJsonError,
  readArray,
  readFields,
  readNullableString,
  readOneOf,
  readString,
} from "./json-reader.ts";
import { readOnDisk, type OutputFs } from "./output-fs.ts";
import { isOwnPath, WORK_FOLDER } from "./paths.ts";
import { MAX_BYTES, readRegularFile } from "./regular-file.ts";
import { makeSeal, readSeal } from "./seal.ts";

/**
 * One write of the output folder: every new text lies complete in the work folder before the journal does, and from the
 * journal on the write is only ever finished, by us or by the next command. Without a journal nothing has happened yet.
 */
export interface Journal {
  journalVersion: 1;
  /**
   * `staged` is the name of the new text in the work folder; it is gone once it has been moved into its place. `was` is
   * the digest of the text that is replaced, `null` where there was no file: anything else in its place is not ours.
   */
  replace: { path: string; staged: string; was: string | null }[];
  /** `digest` is that of the text to be removed: what has become another file meanwhile stays. */
  remove: { path: string; digest: string }[];
}

/** As it lies on the disk. */
interface SealedJournal extends Journal {
  seal: string;
}

const JOURNAL = "journal.json";
const JOURNAL_DRAFT = "journal.draft";
const SEAL = "seal";

/** Name of the n-th new text in the work folder. */
export function stagedName(index: number): string {
  return `new-${index}`;
}

export function workPath(outDir: string, name: string): string {
  return path.join(outDir, WORK_FOLDER, name);
}

export function hasJournal(outDir: string): boolean {
  return lstatSync(workPath(outDir, JOURNAL), { throwIfNoEntry: false }) !== undefined;
}

/** The point of no return: after this, every command finishes the write before it reads. */
export function commitJournal(fs: OutputFs, outDir: string, journal: Journal): void {
  const draft = workPath(outDir, JOURNAL_DRAFT);
  const sealed: SealedJournal = { ...journal, seal: makeSeal(fs, workPath(outDir, SEAL)) };
  fs.write(draft, JSON.stringify(sealed));
  fs.rename(draft, workPath(outDir, JOURNAL));
}

/**
 * Does what the journal says; may be called again after it was interrupted anywhere. When anything does not add up,
 * nothing is done.
 *
 * @throws CodemodeError `OUTPUT_JOURNAL_REFUSED`, `OUTPUT_NOT_OURS`; errors of the file system
 */
export function finishJournal(fs: OutputFs, outDir: string): void {
  const journal = readJournal(outDir);
  for (const entry of journal.replace) checkReplaceable(outDir, entry);
  for (const { path: relative, digest } of journal.remove) {
    const found = readOnDisk(outDir, relative);
    if (found.kind !== "file" || digestText(found.text) !== digest) continue;
    fs.removeFile(path.join(outDir, relative));
    removeEmptyParents(fs, outDir, relative);
  }
  for (const { path: relative, staged } of journal.replace) {
    const from = workPath(outDir, staged);
    if (lstatSync(from, { throwIfNoEntry: false }) === undefined) continue;
    makeParents(fs, outDir, relative);
    fs.rename(from, path.join(outDir, relative));
  }
  // The journal first: without its seal it would not be believed any more.
  fs.removeFile(workPath(outDir, JOURNAL));
  fs.removeFile(workPath(outDir, SEAL));
}

/** @throws CodemodeError when what is in the place of a new text is not what it was made to replace */
function checkReplaceable(outDir: string, entry: Journal["replace"][number]): void {
  const staged = lstatSync(workPath(outDir, entry.staged), { throwIfNoEntry: false });
  if (staged === undefined) return;
  if (!staged.isFile()) throw refused(`its text ${entry.staged} is not a regular file`);
  const found = readOnDisk(outDir, entry.path);
  if (found.kind === "nothing") return;
  if (found.kind === "foreign") throw notOurs(found.at);
  if (found.kind === "folder") throw notOurs(entry.path);
  if (digestText(found.text) !== entry.was) throw notOurs(entry.path);
}

/** Removes everything of a write that was never committed, or is finished; the owner's own file stays. */
export function clearWorkFolder(fs: OutputFs, outDir: string, except: string): void {
  for (const name of readdirSync(path.join(outDir, WORK_FOLDER))) {
    if (name !== except) fs.removeFile(workPath(outDir, name));
  }
}

const readJournalValue = readFields<SealedJournal>({
  seal: readString,
  journalVersion: readOneOf(1),
  replace: readArray(
    readFields<Journal["replace"][number]>({
      path: readString,
      staged: readString,
      was: readNullableString,
    }),
  ),
  remove: readArray(
    readFields<Journal["remove"][number]>({ path: readString, digest: readString }),
  ),
});

/** A journal is a file in a folder that may come from a hostile repository: without its seal nothing of it is believed. */
function readJournal(outDir: string): Journal {
  const found = readRegularFile(workPath(outDir, JOURNAL), MAX_BYTES.journal);
  if (found.kind !== "file") throw refused("it is not a regular file, or far too large");
  try {
    const journal = readJournalValue(JSON.parse(found.text) as JsonValue, "");
    const paths = [...journal.replace, ...journal.remove].map((entry) => entry.path);
    const strange =
      paths.find((entry) => !isOwnPath(entry)) ??
      journal.replace.find(({ staged }) => !/^new-\d{1,9}$/.test(staged))?.staged;
    if (strange !== undefined) throw new MalformedJsonError(`it names ${JSON.stringify(strange)}`);
    if (journal.seal !== readSeal(workPath(outDir, SEAL))) {
      throw new MalformedJsonError("it was not written in this folder on this machine");
    }
    return journal;
  } catch (error) {
    if (error instanceof SyntaxError) throw refused("it is not JSON", error);
    if (error instanceof MalformedJsonError) throw refused(error.message, error);
    throw error;
  }
}

function refused(why: string, cause?: Error): ReturnType<typeof codemodeError> {
  return codemodeError(
    "OUTPUT_JOURNAL_REFUSED",
    `${WORK_FOLDER}/${JOURNAL} in the output folder is not of an interrupted run of codemode here: ${why}. Nothing of it was done.`,
    cause === undefined ? {} : { cause },
  );
}

/** Makes the folders a file lies in; a symbolic link among them is refused. */
function makeParents(fs: OutputFs, outDir: string, relative: string): void {
  const found = readOnDisk(outDir, relative);
  if (found.kind === "foreign") throw notOurs(found.at);
  if (found.kind === "folder") throw notOurs(relative);
  const steps = relative.split("/");
  for (let count = 1; count < steps.length; count += 1) {
    fs.makeFolder(path.join(outDir, ...steps.slice(0, count)));
  }
}

function removeEmptyParents(fs: OutputFs, outDir: string, relative: string): void {
  const steps = relative.split("/");
  for (let count = steps.length - 1; count > 0; count -= 1) {
    fs.removeFolder(path.join(outDir, ...steps.slice(0, count)));
  }
}

export function notOurs(relative: string): ReturnType<typeof codemodeError> {
  return codemodeError(
    "OUTPUT_NOT_OURS",
    `\`${relative}\` in the output folder is not a file that codemode wrote.`,
  );
}
