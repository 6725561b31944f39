import { execFileSync } from "node:child_process";
import { mkdirSync, symlinkSync, truncateSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readRegularFile, type RegularFile } from "../../src/lock/regular-file.ts";
import { createTree, type Tree } from "./tree.ts";

let tree: Tree;
beforeEach(() => {
  tree = createTree({ "other.txt": "other" });
});
afterEach(() => tree.remove());

const FILES: [string, { given: (file: string) => void; want: RegularFile }][] = [
  ["nothing", { given: () => {}, want: { kind: "nothing" } }],
  ["a folder", { given: (file) => mkdirSync(file), want: { kind: "folder" } }],
  [
    "a text",
    { given: () => tree.write("file", "a\r\n\u00e9"), want: { kind: "file", text: "a\r\n\u00e9" } },
  ],
  [
    "a text of the largest size",
    { given: () => tree.write("file", "12345678"), want: { kind: "file", text: "12345678" } },
  ],
  ["a larger one", { given: () => tree.write("file", "123456789"), want: { kind: "foreign" } }],
  [
    "a file that is larger than memory",
    {
      given: (file) => {
        tree.write("file", "");
        truncateSync(file, 2 ** 40);
      },
      want: { kind: "foreign" },
    },
  ],
  [
    "a symbolic link to a text",
    { given: (file) => symlinkSync("other.txt", file), want: { kind: "foreign" } },
  ],
  [
    "a symbolic link to nothing",
    { given: (file) => symlinkSync("none.txt", file), want: { kind: "foreign" } },
  ],
  [
    "a symbolic link to a device without an end",
    { given: (file) => symlinkSync("/dev/zero", file), want: { kind: "foreign" } },
  ],
  [
    "a pipe that nobody writes into",
    { given: (file) => void execFileSync("mkfifo", [file]), want: { kind: "foreign" } },
  ],
];

test.each(FILES)("%s", (_name, { given, want }) => {
  const file = path.join(tree.dir, "file");
  given(file);
  expect(readRegularFile(file, 8)).toEqual(want);
});
