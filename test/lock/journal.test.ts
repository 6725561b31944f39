import { EventEmitter, once } from "node:events";
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readlinkSync,
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
import { createTree, readTree, type Tree } from "./tree.ts";

const OLD = { "a.txt": "old a", "sub/b.txt": "old b", "notes.md": "the user's" };
const NEW = { "a.txt": "new a", "deep/er/c.txt": "new c", "notes.md": "the user's" };
const CHANGES: FileChange[] = [
  { kind: "update", path: "a.txt", text: "new a" },
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

  const hostile: [string, string][] = [
    ["a path out of the folder", `{"path":"../escaped.txt","staged":"new-0"}`],
    ["an absolute path", `{"path":"/tmp/escaped.txt","staged":"new-0"}`],
    ["a hidden path", `{"path":".git/hooks/pre-commit","staged":"new-0"}`],
    ["a text from elsewhere", `{"path":"a.txt","staged":"../../etc/passwd"}`],
  ];
  test.each(hostile)("a committed journal with %s is refused", (_name, entry) => {
    tree = createTree({
      ...OLD,
      ".codemode-write/new-0": "hostile",
      ".codemode-write/journal.json": `{"journalVersion":1,"replace":[${entry}],"remove":[]}`,
    });
    expect(() => recoverJournal(tree.dir)).toThrow(
      expect.objectContaining({ code: "OUTPUT_NOT_OURS" }),
    );
    expect(tree.read()).toMatchObject(OLD);
    expect(existsSync(path.join(tree.dir, "../escaped.txt"))).toBe(false);
  });

  test("half a journal is refused, not guessed at", () => {
    tree = createTree({ ...OLD, ".codemode-write/journal.json": `{"journalVersion":1,"repl` });
    expect(() => recoverJournal(tree.dir)).toThrow(/is not a journal/);
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
