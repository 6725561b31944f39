import { mkdirSync, symlinkSync } from "node:fs";
import path from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { renderFileList } from "../../src/emit/file-list.ts";
import { planChanges } from "../../src/emit/plan-changes.ts";
import { createTree, type Tree } from "../lock/tree.ts";

let tree: Tree;
afterEach(() => tree.remove());

function listed(files: Record<string, string>): Map<string, string> {
  const map = new Map(Object.entries(files));
  return map.set("files.json", renderFileList(map));
}

const FILES = listed({ "a.ts": "a\n", "sdk/b.ts": "b\n" });

function plan(files = FILES): [string, string][] {
  return planChanges(tree.dir, files).changes.map(({ kind, path }) => [kind, path]);
}

test("everything is created in an empty folder, or where there is none", () => {
  tree = createTree();
  const all = [
    ["create", "a.ts"],
    ["create", "files.json"],
    ["create", "sdk/b.ts"],
  ];
  expect(plan()).toEqual(all);
  expect(planChanges(path.join(tree.dir, "none"), FILES).changes).toHaveLength(3);
});

test("nothing is done when all is there, with line feeds or CRLF", () => {
  tree = createTree(Object.fromEntries(FILES));
  expect(plan()).toEqual([]);
  tree.write("a.ts", "a\r\n");
  expect(plan()).toEqual([]);
});

test("our file that was changed, removed or is no longer generated", () => {
  tree = createTree({ ...Object.fromEntries(FILES), "a.ts": "by hand\n" });
  expect(plan()).toEqual([["update", "a.ts"]]);
  expect(plan(listed({ "sdk/b.ts": "b\n", "sdk/c.ts": "c\n" }))).toEqual([
    ["update", "files.json"],
    ["create", "sdk/c.ts"],
  ]);
});

test("a stale file goes only when it is as we wrote it; a changed one is kept, and said so", () => {
  tree = createTree(Object.fromEntries(FILES));
  const without = listed({ "a.ts": "a\n" });
  expect(plan(without)).toEqual([
    ["update", "files.json"],
    ["delete", "sdk/b.ts"],
  ]);
  tree.write("sdk/b.ts", "edited\n");
  const { changes, diagnostics } = planChanges(tree.dir, without);
  expect(changes.map(({ path }) => path)).toEqual(["files.json"]);
  expect(diagnostics).toMatchObject([{ code: "OUTPUT_KEPT" }]);
});

describe("files of others", () => {
  test("beside ours are left alone", () => {
    tree = createTree({ ...Object.fromEntries(FILES), "notes.md": "mine", "sdk/mine.ts": "mine" });
    expect(plan()).toEqual([]);
  });

  test("where ours must go: refused, all at once", () => {
    tree = createTree({ "a.ts": "mine", "sdk/b.ts": "mine too" });
    const refusal = expect.objectContaining({
      code: "OUTPUT_NOT_OURS",
      message: expect.stringMatching(/`a\.ts`[^]*`sdk\/b\.ts`/) as string,
    });
    expect(() => plan()).toThrow(refusal);
  });

  test("that say the same as ours are ours from now on", () => {
    tree = createTree({ "a.ts": "a\n" });
    expect(plan()).toEqual([
      ["create", "files.json"],
      ["create", "sdk/b.ts"],
    ]);
  });

  test("a symbolic link or a folder in the place of a file", () => {
    tree = createTree();
    symlinkSync("/etc/hostname", path.join(tree.dir, "a.ts"));
    expect(() => plan()).toThrow("`a.ts`");
    tree.remove();
    tree = createTree();
    mkdirSync(path.join(tree.dir, "a.ts"));
    expect(() => plan()).toThrow("`a.ts`");
  });

  test("a folder that is a symbolic link", () => {
    tree = createTree();
    symlinkSync("/tmp", path.join(tree.dir, "sdk"));
    expect(() => plan()).toThrow("`sdk`");
  });
});

describe("a list of files that cannot be believed", () => {
  const LISTS: [string, string][] = [
    ["not JSON", "<<<<<<< HEAD\n{}"],
    ["a path out of the folder", `{"filesVersion":1,"files":{"../../x":"00"}}`],
    ["a hidden path", `{"filesVersion":1,"files":{".bashrc":"00"}}`],
    ["of another format", `{"filesVersion":9,"files":{}}`],
  ];
  test.each(LISTS)("%s: nothing is removed, ours are written, and it is said", (_name, text) => {
    tree = createTree({ "a.ts": "old\n", "sdk/old.ts": "old\n", "files.json": text });
    const { changes, diagnostics } = planChanges(tree.dir, FILES);
    expect(changes.map(({ kind, path }) => [kind, path])).toEqual([
      ["update", "a.ts"],
      ["update", "files.json"],
      ["create", "sdk/b.ts"],
    ]);
    expect(diagnostics).toMatchObject([{ code: "OUTPUT_LIST_DAMAGED" }]);
  });
});
