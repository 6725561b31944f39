import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/** A temporary output folder. */
export interface Tree {
  dir: string;
  write(file: string, text: string): void;
  /** Every file by its path with `/`, sorted. */
  read(): Record<string, string>;
  remove(): void;
}

export function createTree(files: Record<string, string> = {}): Tree {
  const dir = mkdtempSync(path.join(tmpdir(), "codemode-tree-"));
  const tree: Tree = {
    dir,
    write: (file, text) => {
      mkdirSync(path.dirname(path.join(dir, file)), { recursive: true });
      writeFileSync(path.join(dir, file), text);
    },
    read: () => readTree(dir),
    remove: () => rmSync(dir, { recursive: true, force: true }),
  };
  for (const [file, text] of Object.entries(files)) tree.write(file, text);
  return tree;
}

export function readTree(dir: string): Record<string, string> {
  const entries = readdirSync(dir, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .map((file) => [
      path.relative(dir, file).replaceAll(path.sep, "/"),
      readFileSync(file, "utf8"),
    ]);
  return Object.fromEntries(files.toSorted(([a = ""], [b = ""]) => (a < b ? -1 : 1))) as Record<
    string,
    string
  >;
}
