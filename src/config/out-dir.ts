import { existsSync, realpathSync } from "node:fs";
import path from "node:path";

/** Folders that other programs own: nothing of ours may be written into them. */
const FOREIGN = new Set([".git", "node_modules"]);

/**
 * The absolute output folder, or why it cannot be that. It must lie inside the configuration's folder, also after
 * symbolic links have been followed.
 *
 * @param outDir as configured, relative to `rootDir` or absolute
 */
export function resolveOutDir(
  rootDir: string,
  outDir: string,
): { ok: true; outDir: string } | { ok: false; problem: string } {
  const resolved = path.resolve(rootDir, outDir);
  if (resolved === path.resolve(rootDir)) {
    return { ok: false, problem: "must be a folder of its own, not the configuration's" };
  }
  if (!isInside(rootDir, resolved)) {
    return { ok: false, problem: "must lie inside the configuration's folder" };
  }
  const steps = path.relative(rootDir, resolved).split(path.sep);
  // Lower case: `.GIT` is the same folder on macOS and Windows.
  if (steps.some((step) => FOREIGN.has(step.toLowerCase()))) {
    return { ok: false, problem: "must not lie in `.git` or `node_modules`" };
  }
  if (!isInside(realpathSync(rootDir), realPath(resolved))) {
    return { ok: false, problem: "is a symbolic link to outside the configuration's folder" };
  }
  return { ok: true, outDir: resolved };
}

function isInside(folder: string, inner: string): boolean {
  const relative = path.relative(folder, inner);
  return (
    relative !== "" &&
    relative !== ".." &&
    !relative.startsWith(`..${path.sep}`) &&
    !path.isAbsolute(relative)
  );
}

/** The real path of what exists of it, with the rest appended. */
function realPath(file: string): string {
  if (existsSync(file)) return realpathSync(file);
  const parent = path.dirname(file);
  return parent === file ? file : path.join(realPath(parent), path.basename(file));
}
