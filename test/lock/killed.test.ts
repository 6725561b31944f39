import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { digestText } from "../../src/lock/digest.ts";
import { recoverJournal } from "../../src/lock/output-lock.ts";
import { createTree, readTree } from "./tree.ts";

const TRIALS = 12;

test("a writer that is killed at any time leaves one whole version", async () => {
  const tree = createTree();
  const kept = "notes of the user";
  tree.write("notes.md", kept);
  try {
    for (let trial = 0; trial < TRIALS; trial += 1) {
      const writer = spawn(
        process.execPath,
        [path.join(import.meta.dirname, "writer.mjs"), tree.dir],
        {
          stdio: ["ignore", "pipe", "inherit"],
        },
      );
      await once(writer.stdout, "data");
      await sleep(Math.random() * 40);
      writer.kill("SIGKILL");
      await once(writer, "exit");
      recoverJournal(tree.dir);
      expect(existsSync(path.join(tree.dir, ".codemode-write"))).toBe(false);
      expectWhole(readTree(tree.dir), kept);
    }
  } finally {
    tree.remove();
  }
});

/** One version in every file, exactly the files that its list names, and the user's own. */
function expectWhole(files: Record<string, string>, kept: string): void {
  const { "notes.md": notes, "files.json": list, ...ours } = files;
  expect(notes).toBe(kept);
  expect(new Set(Object.values(ours)).size).toBe(1);
  const { files: digests } = JSON.parse(list as string) as { files: Record<string, string> };
  const found = Object.entries(ours).map(([file, text]) => [file, digestText(text)]);
  expect(Object.fromEntries(found)).toEqual(digests);
}
