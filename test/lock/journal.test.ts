import { EventEmitter, once } from "node:events";
import {
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { hostname } from "node:os";
import path from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { CodemodeError } from "../../src/diagnostics/error.ts";
import type { FileChange } from "../../src/emit/plan-changes.ts";
import { writeChanges } from "../../src/emit/write.ts";
import { digestText } from "../../src/lock/digest.ts";
import { nodeFs, type OutputFs } from "../../src/lock/output-fs.ts";
import { recoverJournal, withOutputLock } from "../../src/lock/output-lock.ts";
import { currentOwner } from "../../src/process/owner.ts";
import { readSeal } from "../../src/lock/seal.ts";
import { createTree, readTree, type Tree } from "./tree.ts";

const OLD = { "a.txt": "old a", "sub/b.txt": "old b", "notes.md": "the user's" };
const NEW = { "a.txt": "new a", "deep/er/c.txt": "new c", "notes.md": "the user's" };
const CHANGES: FileChange[] = [
  { kind: "update", path: "a.txt", text: "new a", was: digestText("old a") },
  { kind: "create", path: "deep/er/c.txt", text: "new c" },
  { kind: "delete", path: "sub/b.txt", digest: digestText("old b") },
];
/** A process that certainly runs no more. */
const GONE = JSON.stringify({ pid: 2 ** 31 - 1, host: hostname(), began: "" });

let tree: Tree;
afterEach(() => tree.remove());

function write(fs: OutputFs = nodeFs): Promise<void> {
  return withOutputLock(tree.dir, async () => writeChanges(tree.dir, CHANGES, fs), { fs });
}

/** The real file system until the n-th change of it. */
function failing(at: number, mode: "once" | "from then on"): OutputFs & { done: number } {
  const guard = (): void => {
    fs.done += 1;
    const fails = mode === "once" ? fs.done === at : fs.done >= at;
    if (fails) throw Object.assign(new Error("ENOSPC: no space left"), { code: "ENOSPC" });
  };
  const fs = {
    done: 0,
    makeFolder: (folder: string) => (guard(), nodeFs.makeFolder(folder)),
    write: (file: string, text: string) => (guard(), nodeFs.write(file, text)),
    rename: (from: string, to: string) => (guard(), nodeFs.rename(from, to)),
    link: (from: string, to: string) => (guard(), nodeFs.link(from, to)),
    removeFile: (file: string) => (guard(), nodeFs.removeFile(file)),
    removeFolder: (folder: string) => (guard(), nodeFs.removeFolder(folder)),
  };
  return fs;
}

/** A write that ends when its journal is there and nothing has been moved yet. */
async function interrupt(): Promise<void> {
  await expect(write(failing(10, "from then on"))).rejects.toThrow("ENOSPC");
  expect(existsSync(path.join(tree.dir, ".codemode-write/journal.json"))).toBe(true);
  expect(tree.read()).toMatchObject(OLD);
}

test("makes all changes and leaves nothing behind", async () => {
  tree = createTree(OLD);
  await write();
  expect(tree.read()).toEqual(NEW);
  expect(existsSync(path.join(tree.dir, "sub"))).toBe(false);
  expect(existsSync(path.join(tree.dir, ".codemode-write"))).toBe(false);
});

describe.each(["once", "from then on"] as const)("the n-th change fails, %s", (mode) => {
  test("for every n: the tree is entirely old or entirely new after recovery", async () => {
    const outcomes = new Set<string>();
    for (let n = 1; ; n += 1) {
      tree = createTree(OLD);
      const fs = failing(n, mode);
      const error = await write(fs).then(
        () => null,
        (reason: unknown) => reason,
      );
      if (fs.done < n) break;
      expect([null, "OUTPUT_WRITE_FAILED"]).toContain(
        error instanceof CodemodeError ? error.code : error,
      );
      // The process is dead now, as far as the next one can tell.
      const owner = path.join(tree.dir, ".codemode-write", "owner");
      if (existsSync(owner)) writeFileSync(owner, GONE);
      recoverJournal(tree.dir);
      const after = readTree(tree.dir);
      expect(error === null ? [NEW] : [OLD, NEW]).toContainEqual(after);
      outcomes.add(after["a.txt"] === "new a" ? "new" : "old");
      expect(existsSync(path.join(tree.dir, ".codemode-write"))).toBe(false);
      tree.remove();
    }
    expect([...outcomes].toSorted()).toEqual(["new", "old"]);
  });
});

describe("what is not ours", () => {
  test("a file that was edited after it was to be removed stays", async () => {
    tree = createTree({ ...OLD, "sub/b.txt": "edited" });
    await write();
    expect(tree.read()).toEqual({ ...NEW, "sub/b.txt": "edited" });
  });

  test("a folder that is a symbolic link is not written through", async () => {
    tree = createTree(OLD);
    const outside = createTree();
    symlinkSync(outside.dir, path.join(tree.dir, "deep"));
    await expect(write()).rejects.toMatchObject({ code: "OUTPUT_NOT_OURS" });
    expect(outside.read()).toEqual({});
    outside.remove();
  });

  test("a symbolic link in the place of a file is not followed", async () => {
    tree = createTree(OLD);
    const outside = createTree({ "secret.txt": "keep" });
    mkdirSync(path.join(tree.dir, "deep/er"), { recursive: true });
    symlinkSync(path.join(outside.dir, "secret.txt"), path.join(tree.dir, "deep/er/c.txt"));
    await expect(write()).rejects.toMatchObject({ code: "OUTPUT_NOT_OURS" });
    expect(outside.read()).toEqual({ "secret.txt": "keep" });
    expect(readlinkSync(path.join(tree.dir, "deep/er/c.txt"))).toContain("secret.txt");
    outside.remove();
  });

  test("a work folder that is a symbolic link is refused", async () => {
    tree = createTree(OLD);
    const outside = createTree({ "new-0": "keep" });
    symlinkSync(outside.dir, path.join(tree.dir, ".codemode-write"));
    expect(() => recoverJournal(tree.dir)).toThrow(CodemodeError);
    await expect(write()).rejects.toMatchObject({ code: "OUTPUT_NOT_OURS" });
    expect(outside.read()).toEqual({ "new-0": "keep" });
    outside.remove();
  });
});

/** `check` and `run` recover first, so that a journal in a repository would act before anything is looked at. */
describe("a journal that no interrupted run here has written", () => {
  const MINE = { "notes.md": "mine", "a.txt": "mine too" };
  /** Even the list of our files comes with the repository. */
  const LIST = JSON.stringify({ filesVersion: 1, files: { "notes.md": digestText("mine") } });
  const replacing = { path: "notes.md", staged: "new-0", was: digestText("mine") };
  const removing = { path: "notes.md", digest: digestText("mine") };

  /** Puts a journal there as Git would, with a file of every name it could need beside it. */
  function commit(journal: object | string): void {
    const text = typeof journal === "string" ? journal : JSON.stringify(journal);
    tree = createTree({
      ...MINE,
      "files.json": LIST,
      ".codemode-write/new-0": "evil",
      ".codemode-write/seal": "",
      ".codemode-write/journal.json": text,
    });
  }

  const refusal = expect.objectContaining({ code: "OUTPUT_JOURNAL_REFUSED" }) as Error;

  const COMMITTED: [string, object | string][] = [
    ["replaces a file", { journalVersion: 1, seal: "1:2", replace: [replacing], remove: [] }],
    ["removes a file", { journalVersion: 1, seal: "1:2", replace: [], remove: [removing] }],
    [
      "makes a file",
      { journalVersion: 1, seal: "1:2", replace: [{ ...replacing, path: "x" }], remove: [] },
    ],
    ["has no seal", { journalVersion: 1, replace: [replacing], remove: [] }],
    ["has the seal of no file", { journalVersion: 1, seal: null, replace: [], remove: [removing] }],
    ["is half there", `{"journalVersion":1,"repl`],
  ];
  test.each(COMMITTED)("and that %s is refused and dropped", (_name, journal) => {
    commit(journal);
    expect(() => recoverJournal(tree.dir)).toThrow(refusal);
    expect(tree.read()).toEqual({ ...MINE, "files.json": LIST });
    // It was in the way of one command only.
    expect(existsSync(path.join(tree.dir, ".codemode-write"))).toBe(false);
    expect(() => recoverJournal(tree.dir)).not.toThrow();
  });

  test("but was copied from another folder is refused and dropped", async () => {
    tree = createTree(OLD);
    await interrupt();
    const left = tree.dir;
    const copy = `${left}-copy`;
    cpSync(left, copy, { recursive: true, preserveTimestamps: true });
    tree.remove();
    tree = { ...createTree(), dir: copy, remove: () => rmSync(copy, { recursive: true }) };
    writeFileSync(path.join(copy, ".codemode-write/owner"), GONE);
    expect(() => recoverJournal(copy)).toThrow(refusal);
    expect(readTree(copy)).toEqual(OLD);
  });

  const STRANGE: [string, object][] = [
    ["a path out of the folder", { ...replacing, path: "../escaped.txt" }],
    ["an absolute path", { ...replacing, path: "/tmp/escaped.txt" }],
    ["a hidden path", { ...replacing, path: ".git/hooks/pre-commit" }],
    ["a text from elsewhere", { ...replacing, staged: "../../etc/passwd" }],
  ];
  test.each(STRANGE)("with %s is refused even with a seal", (_name, entry) => {
    commit("");
    const seal = readSeal(path.join(tree.dir, ".codemode-write/seal"));
    const journal = { journalVersion: 1, seal, replace: [entry], remove: [] };
    tree.write(".codemode-write/journal.json", JSON.stringify(journal));
    expect(() => recoverJournal(tree.dir)).toThrow(refusal);
    expect(tree.read()).toEqual({ ...MINE, "files.json": LIST });
    expect(existsSync(path.join(tree.dir, "../escaped.txt"))).toBe(false);
  });

  test("is not read through a symbolic link, nor is a device", () => {
    for (const target of ["/dev/zero", "/etc/hostname"]) {
      tree = createTree({ ...MINE, ".codemode-write/new-0": "evil" });
      symlinkSync(target, path.join(tree.dir, ".codemode-write/journal.json"));
      expect(() => recoverJournal(tree.dir)).toThrow("it is not a regular file");
      expect(tree.read()).toEqual(MINE);
      tree.remove();
    }
  });
});

describe("a write that was interrupted, and then somebody edited what it replaces", () => {
  test("is dropped: the edit stays and nothing else is touched", async () => {
    tree = createTree(OLD);
    await interrupt();
    writeFileSync(path.join(tree.dir, ".codemode-write/owner"), GONE);
    tree.write("a.txt", "edited");
    expect(() => recoverJournal(tree.dir)).toThrow(
      expect.objectContaining({ code: "OUTPUT_NOT_OURS" }),
    );
    expect(tree.read()).toEqual({ ...OLD, "a.txt": "edited" });
    expect(existsSync(path.join(tree.dir, ".codemode-write"))).toBe(false);
  });

  test("and a file has come where there was none: it stays", async () => {
    tree = createTree(OLD);
    await interrupt();
    writeFileSync(path.join(tree.dir, ".codemode-write/owner"), GONE);
    tree.write("deep/er/c.txt", "mine");
    expect(() => recoverJournal(tree.dir)).toThrow("`deep/er/c.txt`");
    expect(tree.read()).toEqual({ ...OLD, "deep/er/c.txt": "mine" });
  });
});

describe("the owner of the folder", () => {
  test("is waited for", async () => {
    tree = createTree(OLD);
    const order: string[] = [];
    const gate = new EventEmitter();
    const first = withOutputLock(tree.dir, async () => {
      await once(gate, "open");
      order.push("first");
    });
    const second = withOutputLock(tree.dir, async () => void order.push("second"));
    gate.emit("open");
    await Promise.all([first, second]);
    expect(order).toEqual(["first", "second"]);
  });

  test("loses it when its process is gone", async () => {
    tree = createTree({ ...OLD, ".codemode-write/owner": GONE, ".codemode-write/new-0": "half" });
    recoverJournal(tree.dir);
    expect(tree.read()).toEqual(OLD);
  });

  test("loses it when another process has its number now", async () => {
    const reused = JSON.stringify({ pid: process.pid, host: hostname(), began: "long ago" });
    tree = createTree({ ...OLD, ".codemode-write/owner": reused });
    await write();
    expect(tree.read()).toEqual(NEW);
  });

  // The first would be waited for, if it were read: it is that of a process that runs.
  const LINKS: [string, string | null][] = [
    ["a symbolic link to an owner", JSON.stringify(currentOwner())],
    ["a symbolic link to a device without an end", null],
  ];
  test.each(LINKS)("counts as gone when it is %s", async (_name, text) => {
    tree = createTree(OLD);
    const outside = createTree(text === null ? {} : { owner: text });
    mkdirSync(path.join(tree.dir, ".codemode-write"));
    const target = text === null ? "/dev/zero" : path.join(outside.dir, "owner");
    symlinkSync(target, path.join(tree.dir, ".codemode-write/owner"));
    await withOutputLock(tree.dir, async () => {}, { signal: AbortSignal.timeout(5000) });
    expect(tree.read()).toEqual(OLD);
    expect(existsSync(path.join(tree.dir, ".codemode-write"))).toBe(false);
    expect(outside.read()).toEqual(text === null ? {} : { owner: text });
    outside.remove();
  });

  test("of another machine keeps it: nothing is known of it", async () => {
    const remote = JSON.stringify({ pid: 1, host: "another-host", began: "" });
    tree = createTree({ ...OLD, ".codemode-write/owner": remote });
    await expect(
      withOutputLock(tree.dir, async () => {}, { signal: AbortSignal.timeout(200) }),
    ).rejects.toMatchObject({ name: "AbortError" });
    // Nothing is being moved, so what is there can be read.
    recoverJournal(tree.dir);
    expect(tree.read()).toMatchObject(OLD);
  });

  test("twenty at once: one after the other, and nothing is left", async () => {
    tree = createTree(OLD);
    let inside = 0;
    let most = 0;
    await Promise.all(
      Array.from({ length: 20 }, () =>
        withOutputLock(tree.dir, async () => {
          most = Math.max(most, (inside += 1));
          await new Promise((resolve) => setTimeout(resolve, 1));
          inside -= 1;
        }),
      ),
    );
    expect(most).toBe(1);
    expect(tree.read()).toEqual(OLD);
  });

  test("a folder that did not exist is not left empty", async () => {
    tree = createTree();
    const inner = path.join(tree.dir, "not/there");
    await withOutputLock(inner, async () => expect(lstatSync(inner).isDirectory()).toBe(true));
    expect(existsSync(path.join(tree.dir, "not"))).toBe(false);
  });
});
