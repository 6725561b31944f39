import { existsSync } from "node:fs";
import path from "node:path";
import { homeFolder } from "../process/home-folder.ts";

/**
 * The folders a configuration is looked for in, nearest first: from `cwd` up to the root of the repository (a folder
 * with `.git`) or, outside one, to the home folder or the root of the file system. A configuration is code that runs:
 * one that happens to lie further up must not be picked up.
 */
export function searchFolders(cwd: string): string[] {
  const upwards = ancestors(path.resolve(cwd));
  const repository = upwards.findIndex((folder) => existsSync(path.join(folder, ".git")));
  const home = upwards.indexOf(path.resolve(homeFolder()));
  const last = repository === -1 ? home : repository;
  return last === -1 ? upwards : upwards.slice(0, last + 1);
}

function ancestors(folder: string): string[] {
  const parent = path.dirname(folder);
  return parent === folder ? [folder] : [folder, ...ancestors(parent)];
}
